-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_AlignmentSession" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "ritualId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "covers" TEXT NOT NULL DEFAULT 'crew',
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
INSERT INTO "new_AlignmentSession" ("agenda", "agendaAt", "at", "closedAt", "crewId", "day", "id", "kind", "nominal", "openedAt", "organizationId", "presence", "productLeadId", "projectLeadId", "proposal", "ritualId", "state", "summary", "time") SELECT "agenda", "agendaAt", "at", "closedAt", "crewId", "day", "id", "kind", "nominal", "openedAt", "organizationId", "presence", "productLeadId", "projectLeadId", "proposal", "ritualId", "state", "summary", "time" FROM "AlignmentSession";
DROP TABLE "AlignmentSession";
ALTER TABLE "new_AlignmentSession" RENAME TO "AlignmentSession";
CREATE INDEX "AlignmentSession_crewId_idx" ON "AlignmentSession"("crewId");
CREATE UNIQUE INDEX "AlignmentSession_ritualId_nominal_key" ON "AlignmentSession"("ritualId", "nominal");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
