-- AlterTable
ALTER TABLE "ScopeChange" ADD COLUMN     "course" JSONB,
ADD COLUMN     "decisionNumber" INTEGER,
ADD COLUMN     "opensAt" TIMESTAMP(3),
ADD COLUMN     "settings" JSONB;
