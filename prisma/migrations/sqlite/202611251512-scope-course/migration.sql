-- AlterTable
ALTER TABLE "ScopeChange" ADD COLUMN "course" JSONB;
ALTER TABLE "ScopeChange" ADD COLUMN "decisionNumber" INTEGER;
ALTER TABLE "ScopeChange" ADD COLUMN "opensAt" DATETIME;
ALTER TABLE "ScopeChange" ADD COLUMN "settings" JSONB;
