-- CreateEnum
CREATE TYPE "PrioritizationState" AS ENUM ('collecting', 'ranking', 'ranked', 'agreed', 'withdrawn');

-- CreateEnum
CREATE TYPE "PriorityKind" AS ENUM ('scope', 'idea');

-- AlterEnum
ALTER TYPE "PollMethod" ADD VALUE 'ranking';

-- CreateTable
CREATE TABLE "Prioritization" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "authorId" INTEGER NOT NULL,
    "state" "PrioritizationState" NOT NULL DEFAULT 'collecting',
    "title" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "budget" BIGINT,
    "mayDelay" INTEGER,
    "deadline" TEXT NOT NULL,
    "closesAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "proposal" JSONB,
    "objections" JSONB,
    "agreed" JSONB,
    "decisionId" INTEGER,
    "decisionNumber" INTEGER,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Prioritization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PriorityItem" (
    "id" SERIAL NOT NULL,
    "prioritizationId" INTEGER NOT NULL,
    "kind" "PriorityKind" NOT NULL,
    "number" INTEGER NOT NULL,
    "scopeChangeId" INTEGER,
    "initiativeId" INTEGER,
    "label" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "forWhom" TEXT,
    "currency" TEXT NOT NULL,
    "benefit" BIGINT,
    "benefitById" INTEGER,
    "cost" BIGINT,
    "costById" INTEGER,
    "days" INTEGER,
    "daysById" INTEGER,
    "figuresAt" TIMESTAMP(3) NOT NULL,
    "addedById" INTEGER NOT NULL,

    CONSTRAINT "PriorityItem_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Prioritization_crewId_idx" ON "Prioritization"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Prioritization_organizationId_number_key" ON "Prioritization"("organizationId", "number");

-- CreateIndex
CREATE INDEX "PriorityItem_scopeChangeId_idx" ON "PriorityItem"("scopeChangeId");

-- CreateIndex
CREATE UNIQUE INDEX "PriorityItem_prioritizationId_label_key" ON "PriorityItem"("prioritizationId", "label");

-- AddForeignKey
ALTER TABLE "Prioritization" ADD CONSTRAINT "Prioritization_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PriorityItem" ADD CONSTRAINT "PriorityItem_prioritizationId_fkey" FOREIGN KEY ("prioritizationId") REFERENCES "Prioritization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
