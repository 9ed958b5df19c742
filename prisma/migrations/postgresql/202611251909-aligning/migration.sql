-- CreateEnum
CREATE TYPE "AlignmentState" AS ENUM ('planned', 'announced', 'open', 'closed', 'skipped');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "RitualKind" ADD VALUE 'followUp';
ALTER TYPE "RitualKind" ADD VALUE 'strategicReview';
ALTER TYPE "RitualKind" ADD VALUE 'planning';

-- CreateTable
CREATE TABLE "AlignmentSession" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "ritualId" INTEGER NOT NULL,
    "kind" "RitualKind" NOT NULL,
    "nominal" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "time" TEXT NOT NULL,
    "state" "AlignmentState" NOT NULL DEFAULT 'planned',
    "projectLeadId" INTEGER,
    "productLeadId" INTEGER,
    "proposal" JSONB,
    "agenda" JSONB,
    "agendaAt" TIMESTAMP(3),
    "openedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "summary" TEXT,
    "presence" JSONB,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AlignmentSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlignmentAnswer" (
    "sessionId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "coming" BOOLEAN,
    "there" BOOLEAN,

    CONSTRAINT "AlignmentAnswer_pkey" PRIMARY KEY ("sessionId","personId")
);

-- CreateTable
CREATE TABLE "AlignmentPoint" (
    "id" SERIAL NOT NULL,
    "sessionId" INTEGER NOT NULL,
    "byId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AlignmentPoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlignmentDoubt" (
    "id" SERIAL NOT NULL,
    "sessionId" INTEGER NOT NULL,
    "byId" INTEGER NOT NULL,
    "figure" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AlignmentDoubt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AlignmentSession_crewId_idx" ON "AlignmentSession"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "AlignmentSession_ritualId_nominal_key" ON "AlignmentSession"("ritualId", "nominal");

-- CreateIndex
CREATE INDEX "AlignmentAnswer_personId_idx" ON "AlignmentAnswer"("personId");

-- CreateIndex
CREATE INDEX "AlignmentPoint_sessionId_idx" ON "AlignmentPoint"("sessionId");

-- CreateIndex
CREATE INDEX "AlignmentPoint_byId_idx" ON "AlignmentPoint"("byId");

-- CreateIndex
CREATE INDEX "AlignmentDoubt_byId_idx" ON "AlignmentDoubt"("byId");

-- CreateIndex
CREATE UNIQUE INDEX "AlignmentDoubt_sessionId_figure_byId_key" ON "AlignmentDoubt"("sessionId", "figure", "byId");

-- AddForeignKey
ALTER TABLE "AlignmentSession" ADD CONSTRAINT "AlignmentSession_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlignmentSession" ADD CONSTRAINT "AlignmentSession_ritualId_fkey" FOREIGN KEY ("ritualId") REFERENCES "Ritual"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlignmentAnswer" ADD CONSTRAINT "AlignmentAnswer_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "AlignmentSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlignmentPoint" ADD CONSTRAINT "AlignmentPoint_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "AlignmentSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlignmentDoubt" ADD CONSTRAINT "AlignmentDoubt_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "AlignmentSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;
