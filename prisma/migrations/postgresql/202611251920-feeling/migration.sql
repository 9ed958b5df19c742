-- CreateEnum
CREATE TYPE "PulseState" AS ENUM ('open', 'closed');

-- AlterEnum
ALTER TYPE "RitualKind" ADD VALUE 'pulse';

-- CreateTable
CREATE TABLE "Pulse" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "ritualId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
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
    "perceptions" INTEGER NOT NULL,
    "own" INTEGER NOT NULL,
    "reassess" INTEGER NOT NULL,
    "expand" INTEGER NOT NULL,

    CONSTRAINT "PulseAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Pulse_crewId_idx" ON "Pulse"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Pulse_ritualId_day_key" ON "Pulse"("ritualId", "day");

-- CreateIndex
CREATE INDEX "PulsePerson_personId_idx" ON "PulsePerson"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "PulseAnswer_pulseId_token_key" ON "PulseAnswer"("pulseId", "token");

-- AddForeignKey
ALTER TABLE "Pulse" ADD CONSTRAINT "Pulse_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PulsePerson" ADD CONSTRAINT "PulsePerson_pulseId_fkey" FOREIGN KEY ("pulseId") REFERENCES "Pulse"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PulseAnswer" ADD CONSTRAINT "PulseAnswer_pulseId_fkey" FOREIGN KEY ("pulseId") REFERENCES "Pulse"("id") ON DELETE CASCADE ON UPDATE CASCADE;
