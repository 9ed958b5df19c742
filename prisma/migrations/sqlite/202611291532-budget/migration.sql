-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN "day" TEXT;

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
    "weeklyMost" INTEGER NOT NULL DEFAULT 10,
    "writeIn" TEXT,
    "admin" BOOLEAN NOT NULL DEFAULT false,
    "finance" BOOLEAN NOT NULL DEFAULT false,
    "celebrated" BOOLEAN NOT NULL DEFAULT true,
    "anniversaries" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Person_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Person" ("admin", "anniversaries", "awayFrom", "awayTo", "celebrated", "createdAt", "email", "fewerMessages", "finance", "id", "name", "organizationId", "workDays", "workFrom", "workTo", "writeIn", "zone") SELECT "admin", "anniversaries", "awayFrom", "awayTo", "celebrated", "createdAt", "email", "fewerMessages", "finance", "id", "name", "organizationId", "workDays", "workFrom", "workTo", "writeIn", "zone" FROM "Person";
DROP TABLE "Person";
ALTER TABLE "new_Person" RENAME TO "Person";
CREATE INDEX "Person_organizationId_idx" ON "Person"("organizationId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Delivery_personId_day_idx" ON "Delivery"("personId", "day");

-- CreateIndex
CREATE INDEX "Delivery_channelId_day_idx" ON "Delivery"("channelId", "day");
