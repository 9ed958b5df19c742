-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Blocker" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "roundId" INTEGER NOT NULL,
    "inAnswer" BOOLEAN NOT NULL DEFAULT true,
    "text" TEXT NOT NULL,
    "needsPersonId" INTEGER,
    "helpedById" INTEGER,
    "openedAt" DATETIME NOT NULL,
    "resolvedAt" DATETIME,
    "resolvedById" INTEGER,
    "raisedAt" DATETIME
);
INSERT INTO "new_Blocker" ("crewId", "helpedById", "id", "needsPersonId", "number", "openedAt", "organizationId", "ownerId", "raisedAt", "resolvedAt", "resolvedById", "roundId", "text") SELECT "crewId", "helpedById", "id", "needsPersonId", "number", "openedAt", "organizationId", "ownerId", "raisedAt", "resolvedAt", "resolvedById", "roundId", "text" FROM "Blocker";
DROP TABLE "Blocker";
ALTER TABLE "new_Blocker" RENAME TO "Blocker";
CREATE INDEX "Blocker_crewId_resolvedAt_idx" ON "Blocker"("crewId", "resolvedAt");
CREATE UNIQUE INDEX "Blocker_crewId_number_key" ON "Blocker"("crewId", "number");
CREATE TABLE "new_SideQuestion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "askerId" INTEGER NOT NULL,
    "toSide" TEXT NOT NULL,
    "roundId" INTEGER NOT NULL,
    "inAnswer" BOOLEAN NOT NULL DEFAULT true,
    "text" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "answer" TEXT,
    "answeredById" INTEGER,
    "answeredAt" DATETIME
);
INSERT INTO "new_SideQuestion" ("answer", "answeredAt", "answeredById", "askedAt", "askerId", "crewId", "id", "organizationId", "roundId", "text", "toSide") SELECT "answer", "answeredAt", "answeredById", "askedAt", "askerId", "crewId", "id", "organizationId", "roundId", "text", "toSide" FROM "SideQuestion";
DROP TABLE "SideQuestion";
ALTER TABLE "new_SideQuestion" RENAME TO "SideQuestion";
CREATE INDEX "SideQuestion_crewId_answeredAt_idx" ON "SideQuestion"("crewId", "answeredAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
