-- CreateTable
CREATE TABLE "AlignmentSession" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "ritualId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "nominal" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "time" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "projectLeadId" INTEGER,
    "productLeadId" INTEGER,
    "proposal" JSONB,
    "agenda" JSONB,
    "agendaAt" DATETIME,
    "openedAt" DATETIME,
    "closedAt" DATETIME,
    "summary" TEXT,
    "presence" JSONB,
    "at" DATETIME NOT NULL,
    CONSTRAINT "AlignmentSession_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AlignmentSession_ritualId_fkey" FOREIGN KEY ("ritualId") REFERENCES "Ritual" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AlignmentAnswer" (
    "sessionId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "coming" BOOLEAN,
    "there" BOOLEAN,

    PRIMARY KEY ("sessionId", "personId"),
    CONSTRAINT "AlignmentAnswer_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "AlignmentSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AlignmentPoint" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sessionId" INTEGER NOT NULL,
    "byId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "AlignmentPoint_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "AlignmentSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AlignmentDoubt" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sessionId" INTEGER NOT NULL,
    "byId" INTEGER NOT NULL,
    "figure" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "AlignmentDoubt_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "AlignmentSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
