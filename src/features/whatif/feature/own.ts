/** Whose a question is: nobody else shares it or goes on from it. */
import type { Context, Refusal } from '../../../chat/feature.ts'
import { command } from '../../../chat/spoken.ts'
import type { QuestionRecord } from '../rules/question.ts'
import { questionById } from '../store/questions.ts'

export async function ownQuestion(id: number, { tx, actor }: Context): Promise<QuestionRecord | Refusal> {
  const question = await questionById(tx, actor.organizationId, id)
  if (!question) return { refused: `This question is not here any more. ${command('whatif')} asks another.` }
  if (question.askerId !== actor.id) {
    return { refused: `Somebody else asked this. ${command('whatif')} asks one of your own.` }
  }
  return question
}
