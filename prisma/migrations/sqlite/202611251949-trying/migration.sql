-- CreateTable
CREATE TABLE "Experiment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "hypothesis" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "threshold" REAL NOT NULL,
    "atLeast" BOOLEAN NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "endOn" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "startedOn" TEXT,
    "result" REAL,
    "insight" TEXT,
    "endedOn" TEXT,
    "projectSays" BOOLEAN,
    "productSays" BOOLEAN,
    "reason" TEXT,
    "createdById" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Experiment_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Experiment_initiativeId_idx" ON "Experiment"("initiativeId");

-- CreateIndex
CREATE INDEX "Experiment_ownerId_idx" ON "Experiment"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Experiment_organizationId_number_key" ON "Experiment"("organizationId", "number");
