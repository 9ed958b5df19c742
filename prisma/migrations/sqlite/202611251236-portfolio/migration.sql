-- AlterTable
ALTER TABLE "Crew" ADD COLUMN "money" TEXT;

-- CreateTable
CREATE TABLE "Objective" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "closedAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Objective_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "KeyResult" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "objectiveId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "baseline" REAL NOT NULL,
    "target" REAL NOT NULL,
    "direction" TEXT NOT NULL DEFAULT 'up',
    "projectOwnerId" INTEGER,
    "productOwnerId" INTEGER,
    CONSTRAINT "KeyResult_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "Objective" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "KeyResultReading" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "keyResultId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "value" REAL NOT NULL,
    "count" INTEGER,
    "byId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "KeyResultReading_keyResultId_fkey" FOREIGN KEY ("keyResultId") REFERENCES "KeyResult" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Initiative" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'project',
    "methodology" TEXT NOT NULL DEFAULT 'hybrid',
    "phase" TEXT NOT NULL DEFAULT 'idea',
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
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Initiative_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Initiative_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InitiativeKeyResult" (
    "initiativeId" INTEGER NOT NULL,
    "keyResultId" INTEGER NOT NULL,

    PRIMARY KEY ("initiativeId", "keyResultId"),
    CONSTRAINT "InitiativeKeyResult_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "InitiativeKeyResult_keyResultId_fkey" FOREIGN KEY ("keyResultId") REFERENCES "KeyResult" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Why" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "initiativeId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "sentence" TEXT NOT NULL,
    "forWhom" TEXT NOT NULL,
    "evidence" TEXT,
    "byId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Why_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WhyVoice" (
    "whyId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "agrees" BOOLEAN NOT NULL,
    "reason" TEXT,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("whyId", "personId"),
    CONSTRAINT "WhyVoice_whyId_fkey" FOREIGN KEY ("whyId") REFERENCES "Why" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Deliverable" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "likely" REAL NOT NULL,
    "optimistic" REAL,
    "pessimistic" REAL,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "startedOn" TEXT,
    "finishedOn" TEXT,
    "notBefore" TEXT,
    "promisedOn" TEXT,
    "promisedTo" TEXT,
    "valuePoints" REAL,
    "ownerId" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "reportedAt" DATETIME,
    "reportedById" INTEGER,
    CONSTRAINT "Deliverable_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Dependency" (
    "fromId" INTEGER NOT NULL,
    "toId" INTEGER NOT NULL,
    "lag" REAL NOT NULL DEFAULT 0,

    PRIMARY KEY ("fromId", "toId"),
    CONSTRAINT "Dependency_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Deliverable" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Dependency_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Deliverable" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Booking" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "note" TEXT,
    "externalKey" TEXT,
    "byId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Booking_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CurrencyRate" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "fromCurrency" TEXT NOT NULL,
    "toCurrency" TEXT NOT NULL,
    "rate" REAL NOT NULL,
    "since" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    CONSTRAINT "CurrencyRate_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Allocation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "percent" INTEGER NOT NULL,
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT NOT NULL,
    CONSTRAINT "Allocation_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Allocation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Baseline" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "initiativeId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "finish" TEXT,
    "budget" BIGINT,
    "benefit" BIGINT,
    "plan" JSONB NOT NULL,
    "decision" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Baseline_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Risk" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "initiativeId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "probability" REAL NOT NULL,
    "impact" BIGINT,
    "impactDays" REAL,
    "response" TEXT,
    "ownerId" INTEGER NOT NULL,
    "reviewOn" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "at" DATETIME NOT NULL,
    CONSTRAINT "Risk_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Gate" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "initiativeId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "criteria" JSONB NOT NULL,
    "projectKeeperId" INTEGER,
    "productKeeperId" INTEGER,
    "outcome" TEXT,
    "holdUntil" TEXT,
    "reason" TEXT,
    "decidedOn" TEXT,
    "decidedById" INTEGER,
    CONSTRAINT "Gate_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Stakeholder" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "initiativeId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "personId" INTEGER,
    "informedOf" TEXT NOT NULL,
    CONSTRAINT "Stakeholder_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Person" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "zone" TEXT NOT NULL,
    "workDays" TEXT NOT NULL DEFAULT '12345',
    "workFrom" TEXT NOT NULL DEFAULT '09:00',
    "workTo" TEXT NOT NULL DEFAULT '17:00',
    "awayFrom" TEXT,
    "awayTo" TEXT,
    "fewerMessages" BOOLEAN NOT NULL DEFAULT false,
    "writeIn" TEXT,
    "admin" BOOLEAN NOT NULL DEFAULT false,
    "finance" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Person_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Person" ("admin", "awayFrom", "awayTo", "createdAt", "email", "fewerMessages", "id", "name", "organizationId", "workDays", "workFrom", "workTo", "writeIn", "zone") SELECT "admin", "awayFrom", "awayTo", "createdAt", "email", "fewerMessages", "id", "name", "organizationId", "workDays", "workFrom", "workTo", "writeIn", "zone" FROM "Person";
DROP TABLE "Person";
ALTER TABLE "new_Person" RENAME TO "Person";
CREATE INDEX "Person_organizationId_idx" ON "Person"("organizationId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
