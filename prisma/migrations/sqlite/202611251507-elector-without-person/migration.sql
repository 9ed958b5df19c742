-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Elector" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pollId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "standInId" INTEGER,
    "observer" BOOLEAN NOT NULL DEFAULT false,
    "voted" BOOLEAN NOT NULL DEFAULT false,
    "remindedAt" DATETIME,
    CONSTRAINT "Elector_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Elector" ("id", "observer", "personId", "pollId", "remindedAt", "side", "standInId", "voted") SELECT "id", "observer", "personId", "pollId", "remindedAt", "side", "standInId", "voted" FROM "Elector";
DROP TABLE "Elector";
ALTER TABLE "new_Elector" RENAME TO "Elector";
CREATE INDEX "Elector_personId_idx" ON "Elector"("personId");
CREATE UNIQUE INDEX "Elector_pollId_personId_key" ON "Elector"("pollId", "personId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
