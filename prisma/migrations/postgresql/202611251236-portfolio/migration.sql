-- CreateEnum
CREATE TYPE "MoneyShown" AS ENUM ('amounts', 'percent', 'hidden');

-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('up', 'down');

-- CreateEnum
CREATE TYPE "InitiativeKind" AS ENUM ('project', 'product', 'release', 'experiment');

-- CreateEnum
CREATE TYPE "Methodology" AS ENUM ('agile', 'waterfall', 'phaseGate', 'hybrid');

-- CreateEnum
CREATE TYPE "Phase" AS ENUM ('idea', 'discovery', 'build', 'launch', 'grow', 'mature', 'retired');

-- CreateEnum
CREATE TYPE "BookingKind" AS ENUM ('cost', 'benefit');

-- CreateEnum
CREATE TYPE "RiskState" AS ENUM ('open', 'mitigated', 'happened');

-- CreateEnum
CREATE TYPE "GateOutcome" AS ENUM ('go', 'kill', 'hold', 'recycle');

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "finance" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Crew" ADD COLUMN     "money" "MoneyShown";

-- CreateTable
CREATE TABLE "Objective" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "closedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Objective_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KeyResult" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "objectiveId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "baseline" DOUBLE PRECISION NOT NULL,
    "target" DOUBLE PRECISION NOT NULL,
    "direction" "Direction" NOT NULL DEFAULT 'up',
    "projectOwnerId" INTEGER,
    "productOwnerId" INTEGER,

    CONSTRAINT "KeyResult_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KeyResultReading" (
    "id" SERIAL NOT NULL,
    "keyResultId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "count" INTEGER,
    "byId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "KeyResultReading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Initiative" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "InitiativeKind" NOT NULL DEFAULT 'project',
    "methodology" "Methodology" NOT NULL DEFAULT 'hybrid',
    "phase" "Phase" NOT NULL DEFAULT 'idea',
    "crewId" INTEGER,
    "steeringCrewId" INTEGER,
    "projectOwnerId" INTEGER,
    "productOwnerId" INTEGER,
    "sponsorId" INTEGER,
    "budgetFromId" INTEGER,
    "budget" BIGINT,
    "benefit" BIGINT,
    "currency" TEXT NOT NULL DEFAULT 'EUR',
    "burnPerDay" BIGINT,
    "planAt" TEXT,
    "startOn" TEXT,
    "proposedOn" TEXT,
    "acceptedOn" TEXT,
    "launchedOn" TEXT,
    "deliveredOn" TEXT,
    "realizedOn" TEXT,
    "outcomeCheckOn" TEXT,
    "createdById" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Initiative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InitiativeKeyResult" (
    "initiativeId" INTEGER NOT NULL,
    "keyResultId" INTEGER NOT NULL,

    CONSTRAINT "InitiativeKeyResult_pkey" PRIMARY KEY ("initiativeId","keyResultId")
);

-- CreateTable
CREATE TABLE "Why" (
    "id" SERIAL NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "sentence" TEXT NOT NULL,
    "forWhom" TEXT NOT NULL,
    "evidence" TEXT,
    "byId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Why_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WhyVoice" (
    "whyId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "agrees" BOOLEAN NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "WhyVoice_pkey" PRIMARY KEY ("whyId","personId")
);

-- CreateTable
CREATE TABLE "Deliverable" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "likely" DOUBLE PRECISION NOT NULL,
    "optimistic" DOUBLE PRECISION,
    "pessimistic" DOUBLE PRECISION,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "startedOn" TEXT,
    "finishedOn" TEXT,
    "notBefore" TEXT,
    "promisedOn" TEXT,
    "promisedTo" TEXT,
    "valuePoints" DOUBLE PRECISION,
    "ownerId" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "reportedAt" TIMESTAMP(3),
    "reportedById" INTEGER,

    CONSTRAINT "Deliverable_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Dependency" (
    "fromId" INTEGER NOT NULL,
    "toId" INTEGER NOT NULL,
    "lag" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "Dependency_pkey" PRIMARY KEY ("fromId","toId")
);

-- CreateTable
CREATE TABLE "Booking" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "kind" "BookingKind" NOT NULL,
    "day" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "note" TEXT,
    "externalKey" TEXT,
    "byId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CurrencyRate" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "fromCurrency" TEXT NOT NULL,
    "toCurrency" TEXT NOT NULL,
    "rate" DOUBLE PRECISION NOT NULL,
    "since" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,

    CONSTRAINT "CurrencyRate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Allocation" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "percent" INTEGER NOT NULL,
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT NOT NULL,

    CONSTRAINT "Allocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Baseline" (
    "id" SERIAL NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "finish" TEXT,
    "budget" BIGINT,
    "benefit" BIGINT,
    "plan" JSONB NOT NULL,
    "decision" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Baseline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Risk" (
    "id" SERIAL NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "impact" BIGINT,
    "impactDays" DOUBLE PRECISION,
    "response" TEXT,
    "ownerId" INTEGER NOT NULL,
    "reviewOn" TEXT NOT NULL,
    "state" "RiskState" NOT NULL DEFAULT 'open',
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Risk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Gate" (
    "id" SERIAL NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "criteria" JSONB NOT NULL,
    "projectKeeperId" INTEGER,
    "productKeeperId" INTEGER,
    "outcome" "GateOutcome",
    "holdUntil" TEXT,
    "reason" TEXT,
    "decidedOn" TEXT,
    "decidedById" INTEGER,

    CONSTRAINT "Gate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Stakeholder" (
    "id" SERIAL NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "personId" INTEGER,
    "informedOf" TEXT NOT NULL,

    CONSTRAINT "Stakeholder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Objective_organizationId_key_key" ON "Objective"("organizationId", "key");

-- CreateIndex
CREATE INDEX "KeyResult_objectiveId_idx" ON "KeyResult"("objectiveId");

-- CreateIndex
CREATE UNIQUE INDEX "KeyResult_organizationId_key_key" ON "KeyResult"("organizationId", "key");

-- CreateIndex
CREATE INDEX "KeyResultReading_keyResultId_day_idx" ON "KeyResultReading"("keyResultId", "day");

-- CreateIndex
CREATE INDEX "Initiative_crewId_idx" ON "Initiative"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Initiative_organizationId_key_key" ON "Initiative"("organizationId", "key");

-- CreateIndex
CREATE INDEX "InitiativeKeyResult_keyResultId_idx" ON "InitiativeKeyResult"("keyResultId");

-- CreateIndex
CREATE UNIQUE INDEX "Why_initiativeId_version_key" ON "Why"("initiativeId", "version");

-- CreateIndex
CREATE INDEX "Deliverable_organizationId_idx" ON "Deliverable"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "Deliverable_initiativeId_key_key" ON "Deliverable"("initiativeId", "key");

-- CreateIndex
CREATE INDEX "Dependency_toId_idx" ON "Dependency"("toId");

-- CreateIndex
CREATE INDEX "Booking_initiativeId_day_idx" ON "Booking"("initiativeId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Booking_initiativeId_externalKey_key" ON "Booking"("initiativeId", "externalKey");

-- CreateIndex
CREATE UNIQUE INDEX "CurrencyRate_organizationId_fromCurrency_toCurrency_since_key" ON "CurrencyRate"("organizationId", "fromCurrency", "toCurrency", "since");

-- CreateIndex
CREATE INDEX "Allocation_personId_idx" ON "Allocation"("personId");

-- CreateIndex
CREATE INDEX "Allocation_initiativeId_idx" ON "Allocation"("initiativeId");

-- CreateIndex
CREATE UNIQUE INDEX "Baseline_initiativeId_version_key" ON "Baseline"("initiativeId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Risk_initiativeId_number_key" ON "Risk"("initiativeId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Gate_initiativeId_name_key" ON "Gate"("initiativeId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Stakeholder_initiativeId_name_key" ON "Stakeholder"("initiativeId", "name");

-- AddForeignKey
ALTER TABLE "Objective" ADD CONSTRAINT "Objective_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeyResult" ADD CONSTRAINT "KeyResult_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "Objective"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeyResultReading" ADD CONSTRAINT "KeyResultReading_keyResultId_fkey" FOREIGN KEY ("keyResultId") REFERENCES "KeyResult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Initiative" ADD CONSTRAINT "Initiative_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Initiative" ADD CONSTRAINT "Initiative_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InitiativeKeyResult" ADD CONSTRAINT "InitiativeKeyResult_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InitiativeKeyResult" ADD CONSTRAINT "InitiativeKeyResult_keyResultId_fkey" FOREIGN KEY ("keyResultId") REFERENCES "KeyResult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Why" ADD CONSTRAINT "Why_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WhyVoice" ADD CONSTRAINT "WhyVoice_whyId_fkey" FOREIGN KEY ("whyId") REFERENCES "Why"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deliverable" ADD CONSTRAINT "Deliverable_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dependency" ADD CONSTRAINT "Dependency_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Deliverable"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dependency" ADD CONSTRAINT "Dependency_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Deliverable"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CurrencyRate" ADD CONSTRAINT "CurrencyRate_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allocation" ADD CONSTRAINT "Allocation_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allocation" ADD CONSTRAINT "Allocation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Baseline" ADD CONSTRAINT "Baseline_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Risk" ADD CONSTRAINT "Risk_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Gate" ADD CONSTRAINT "Gate_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stakeholder" ADD CONSTRAINT "Stakeholder_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;
