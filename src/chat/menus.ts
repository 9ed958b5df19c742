/** The actions in the menu of every message. */
import type { Feature, Menus } from './feature.ts'

/** In the order of the features. Two of one id are refused where they are dispatched. */
export function menusOf(features: Pick<Feature, 'menus'>[]): Menus {
  return Object.assign({}, ...features.map(({ menus }) => menus ?? {}))
}
