-- CreateEnum
CREATE TYPE "AlignmentReach" AS ENUM ('crew', 'organization');

-- AlterTable
ALTER TABLE "AlignmentSession" ADD COLUMN     "covers" "AlignmentReach" NOT NULL DEFAULT 'crew';
