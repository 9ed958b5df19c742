-- CreateTable
CREATE TABLE "DecisionContradiction" (
    "decisionId" INTEGER NOT NULL,
    "otherId" INTEGER NOT NULL,
    "acknowledgedById" INTEGER,
    "acknowledgedAt" DATETIME,

    PRIMARY KEY ("decisionId", "otherId"),
    CONSTRAINT "DecisionContradiction_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DecisionContradiction_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Decision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_DecisionVoice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "decisionId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "escalates" BOOLEAN NOT NULL DEFAULT false,
    "accepts" BOOLEAN NOT NULL DEFAULT false,
    "at" DATETIME NOT NULL,
    CONSTRAINT "DecisionVoice_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_DecisionVoice" ("at", "decisionId", "escalates", "id", "personId", "side", "text") SELECT "at", "decisionId", "escalates", "id", "personId", "side", "text" FROM "DecisionVoice";
DROP TABLE "DecisionVoice";
ALTER TABLE "new_DecisionVoice" RENAME TO "DecisionVoice";
CREATE INDEX "DecisionVoice_decisionId_idx" ON "DecisionVoice"("decisionId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "DecisionContradiction_otherId_idx" ON "DecisionContradiction"("otherId");
