-- CreateEnum
CREATE TYPE "PulseKind" AS ENUM ('pulse', 'confidence');

-- CreateEnum
CREATE TYPE "PulseState" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "AssumptionState" AS ENUM ('holds', 'broken', 'dropped');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "RitualKind" ADD VALUE 'pulse';
ALTER TYPE "RitualKind" ADD VALUE 'confidence';

-- AlterTable
ALTER TABLE "Initiative" ADD COLUMN     "broken" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "brokenPercent" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Pulse" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "ritualId" INTEGER NOT NULL,
    "kind" "PulseKind" NOT NULL DEFAULT 'pulse',
    "day" TEXT NOT NULL,
    "questions" JSONB NOT NULL,
    "state" "PulseState" NOT NULL DEFAULT 'open',
    "closesAt" TIMESTAMP(3) NOT NULL,
    "tokenKey" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "toldAt" TIMESTAMP(3),
    "at" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "peopleForgottenAt" TIMESTAMP(3),

    CONSTRAINT "Pulse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PulsePerson" (
    "pulseId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "answered" BOOLEAN NOT NULL DEFAULT false,
    "remindedAt" TIMESTAMP(3),

    CONSTRAINT "PulsePerson_pkey" PRIMARY KEY ("pulseId","personId")
);

-- CreateTable
CREATE TABLE "PulseAnswer" (
    "id" TEXT NOT NULL,
    "pulseId" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "side" "Side" NOT NULL,
    "scores" JSONB NOT NULL,

    CONSTRAINT "PulseAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Assumption" (
    "id" SERIAL NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "floor" DOUBLE PRECISION NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "valueOn" TEXT NOT NULL,
    "reviewOn" TEXT NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "percent" INTEGER,
    "state" "AssumptionState" NOT NULL DEFAULT 'holds',
    "createdById" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Assumption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssumptionReading" (
    "id" SERIAL NOT NULL,
    "assumptionId" INTEGER NOT NULL,
    "holds" BOOLEAN NOT NULL,
    "value" DOUBLE PRECISION,
    "why" TEXT,
    "day" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "percentBefore" INTEGER NOT NULL,
    "percentAfter" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AssumptionReading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Pulse_crewId_idx" ON "Pulse"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Pulse_ritualId_day_key" ON "Pulse"("ritualId", "day");

-- CreateIndex
CREATE INDEX "PulsePerson_personId_idx" ON "PulsePerson"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "PulseAnswer_pulseId_token_key" ON "PulseAnswer"("pulseId", "token");

-- CreateIndex
CREATE INDEX "Assumption_ownerId_idx" ON "Assumption"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Assumption_initiativeId_number_key" ON "Assumption"("initiativeId", "number");

-- CreateIndex
CREATE INDEX "AssumptionReading_assumptionId_idx" ON "AssumptionReading"("assumptionId");

-- AddForeignKey
ALTER TABLE "Pulse" ADD CONSTRAINT "Pulse_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PulsePerson" ADD CONSTRAINT "PulsePerson_pulseId_fkey" FOREIGN KEY ("pulseId") REFERENCES "Pulse"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PulseAnswer" ADD CONSTRAINT "PulseAnswer_pulseId_fkey" FOREIGN KEY ("pulseId") REFERENCES "Pulse"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assumption" ADD CONSTRAINT "Assumption_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssumptionReading" ADD CONSTRAINT "AssumptionReading_assumptionId_fkey" FOREIGN KEY ("assumptionId") REFERENCES "Assumption"("id") ON DELETE CASCADE ON UPDATE CASCADE;
