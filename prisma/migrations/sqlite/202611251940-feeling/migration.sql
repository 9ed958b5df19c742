-- CreateTable
CREATE TABLE "Pulse" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "ritualId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'pulse',
    "day" TEXT NOT NULL,
    "questions" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "closesAt" DATETIME NOT NULL,
    "tokenKey" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "toldAt" DATETIME,
    "at" DATETIME NOT NULL,
    "closedAt" DATETIME,
    "peopleForgottenAt" DATETIME,
    CONSTRAINT "Pulse_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PulsePerson" (
    "pulseId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "answered" BOOLEAN NOT NULL DEFAULT false,
    "remindedAt" DATETIME,

    PRIMARY KEY ("pulseId", "personId"),
    CONSTRAINT "PulsePerson_pulseId_fkey" FOREIGN KEY ("pulseId") REFERENCES "Pulse" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PulseAnswer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pulseId" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "scores" JSONB NOT NULL,
    CONSTRAINT "PulseAnswer_pulseId_fkey" FOREIGN KEY ("pulseId") REFERENCES "Pulse" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Assumption" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "initiativeId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "floor" REAL NOT NULL,
    "value" REAL NOT NULL,
    "valueOn" TEXT NOT NULL,
    "reviewOn" TEXT NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "percent" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'holds',
    "createdById" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Assumption_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AssumptionReading" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "assumptionId" INTEGER NOT NULL,
    "holds" BOOLEAN NOT NULL,
    "value" REAL,
    "why" TEXT,
    "day" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "percentBefore" INTEGER NOT NULL,
    "percentAfter" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "AssumptionReading_assumptionId_fkey" FOREIGN KEY ("assumptionId") REFERENCES "Assumption" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Initiative" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'project',
    "methodology" TEXT NOT NULL DEFAULT 'hybrid',
    "phase" TEXT NOT NULL DEFAULT 'idea',
    "anniversaries" BOOLEAN NOT NULL DEFAULT false,
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
    "broken" INTEGER NOT NULL DEFAULT 0,
    "brokenPercent" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Initiative_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Initiative_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Initiative" ("acceptedOn", "anniversaries", "benefit", "budget", "budgetFromId", "burnPerDay", "createdAt", "createdById", "crewId", "currency", "deliveredOn", "id", "key", "kind", "launchedOn", "methodology", "name", "organizationId", "outcomeCheckOn", "phase", "planAt", "productOwnerId", "projectOwnerId", "proposedOn", "realizedOn", "sponsorId", "startOn", "steeringCrewId", "updatedAt") SELECT "acceptedOn", "anniversaries", "benefit", "budget", "budgetFromId", "burnPerDay", "createdAt", "createdById", "crewId", "currency", "deliveredOn", "id", "key", "kind", "launchedOn", "methodology", "name", "organizationId", "outcomeCheckOn", "phase", "planAt", "productOwnerId", "projectOwnerId", "proposedOn", "realizedOn", "sponsorId", "startOn", "steeringCrewId", "updatedAt" FROM "Initiative";
DROP TABLE "Initiative";
ALTER TABLE "new_Initiative" RENAME TO "Initiative";
CREATE INDEX "Initiative_crewId_idx" ON "Initiative"("crewId");
CREATE UNIQUE INDEX "Initiative_organizationId_key_key" ON "Initiative"("organizationId", "key");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
