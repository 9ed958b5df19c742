-- CreateTable
CREATE TABLE "Pulse" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "ritualId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
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
    "perceptions" INTEGER NOT NULL,
    "own" INTEGER NOT NULL,
    "reassess" INTEGER NOT NULL,
    "expand" INTEGER NOT NULL,
    CONSTRAINT "PulseAnswer_pulseId_fkey" FOREIGN KEY ("pulseId") REFERENCES "Pulse" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Pulse_crewId_idx" ON "Pulse"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Pulse_ritualId_day_key" ON "Pulse"("ritualId", "day");

-- CreateIndex
CREATE INDEX "PulsePerson_personId_idx" ON "PulsePerson"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "PulseAnswer_pulseId_token_key" ON "PulseAnswer"("pulseId", "token");
