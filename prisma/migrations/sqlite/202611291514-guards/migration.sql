-- AlterTable
ALTER TABLE "Initiative" ADD COLUMN "quietOn" TEXT;
ALTER TABLE "Initiative" ADD COLUMN "quietProduct" TEXT;
ALTER TABLE "Initiative" ADD COLUMN "quietProject" TEXT;

-- CreateTable
CREATE TABLE "AllocationMove" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "percent" INTEGER NOT NULL,
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT NOT NULL,
    "before" INTEGER NOT NULL,
    "byId" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "effectAt" DATETIME NOT NULL,
    "objection" TEXT,
    "objectedById" INTEGER,
    "settledById" INTEGER,
    "settledAt" DATETIME,
    "at" DATETIME NOT NULL,
    CONSTRAINT "AllocationMove_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AllocationMove_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MoveRipple" (
    "moveId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "shifts" JSONB NOT NULL,
    "refused" TEXT,
    "computedAt" DATETIME NOT NULL,
    CONSTRAINT "MoveRipple_moveId_fkey" FOREIGN KEY ("moveId") REFERENCES "AllocationMove" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PromiseGuard" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "deliverableId" INTEGER NOT NULL,
    "promisedOn" TEXT NOT NULL,
    "promisedById" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'held',
    "chance" INTEGER,
    "p50" TEXT,
    "p80" TEXT,
    "threePoint" INTEGER,
    "of" INTEGER,
    "weighedOn" TEXT NOT NULL,
    "projectById" INTEGER,
    "productById" INTEGER,
    "reason" TEXT,
    "refusedById" INTEGER,
    "toldOn" TEXT,
    "at" DATETIME NOT NULL,
    CONSTRAINT "PromiseGuard_deliverableId_fkey" FOREIGN KEY ("deliverableId") REFERENCES "Deliverable" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SideSilence" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "toldOn" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'told',
    "byId" INTEGER,
    "on" TEXT,
    "answer" TEXT,
    "answeredById" INTEGER,
    "answeredAt" DATETIME,
    CONSTRAINT "SideSilence_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Deliverable" (
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
    "chance" INTEGER,
    "weighedOn" TEXT,
    "unsigned" BOOLEAN NOT NULL DEFAULT false,
    "valuePoints" REAL,
    "ownerId" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "reportedAt" DATETIME,
    "reportedById" INTEGER,
    CONSTRAINT "Deliverable_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Deliverable" ("finishedOn", "id", "initiativeId", "key", "likely", "name", "notBefore", "optimistic", "organizationId", "ownerId", "percent", "pessimistic", "position", "promisedOn", "promisedTo", "reportedAt", "reportedById", "startedOn", "valuePoints") SELECT "finishedOn", "id", "initiativeId", "key", "likely", "name", "notBefore", "optimistic", "organizationId", "ownerId", "percent", "pessimistic", "position", "promisedOn", "promisedTo", "reportedAt", "reportedById", "startedOn", "valuePoints" FROM "Deliverable";
DROP TABLE "Deliverable";
ALTER TABLE "new_Deliverable" RENAME TO "Deliverable";
CREATE INDEX "Deliverable_organizationId_idx" ON "Deliverable"("organizationId");
CREATE UNIQUE INDEX "Deliverable_initiativeId_key_key" ON "Deliverable"("initiativeId", "key");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "AllocationMove_initiativeId_personId_idx" ON "AllocationMove"("initiativeId", "personId");

-- CreateIndex
CREATE INDEX "AllocationMove_byId_idx" ON "AllocationMove"("byId");

-- CreateIndex
CREATE UNIQUE INDEX "PromiseGuard_deliverableId_key" ON "PromiseGuard"("deliverableId");

-- CreateIndex
CREATE INDEX "PromiseGuard_initiativeId_idx" ON "PromiseGuard"("initiativeId");

-- CreateIndex
CREATE UNIQUE INDEX "SideSilence_initiativeId_side_toldOn_key" ON "SideSilence"("initiativeId", "side", "toldOn");
