-- AlterTable
ALTER TABLE "Person" ADD COLUMN "writeIn" TEXT;

-- CreateTable
CREATE TABLE "LinkCode" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "installationId" INTEGER NOT NULL,
    "channelId" INTEGER,
    "crewId" INTEGER,
    "salt" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "usedById" INTEGER,
    CONSTRAINT "LinkCode_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LinkTry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "triedAt" DATETIME NOT NULL,
    CONSTRAINT "LinkTry_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ChannelLink" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "fromChannelId" INTEGER NOT NULL,
    "toChannelId" INTEGER NOT NULL,
    "need" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'offered',
    "askedById" INTEGER NOT NULL,
    "typedById" INTEGER NOT NULL,
    "fromConfirmedById" INTEGER,
    "toConfirmedById" INTEGER,
    "offeredAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    CONSTRAINT "ChannelLink_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InstallationLink" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "firstId" INTEGER NOT NULL,
    "secondId" INTEGER NOT NULL,
    "linkedAt" DATETIME NOT NULL,
    CONSTRAINT "InstallationLink_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "LinkCode_expiresAt_idx" ON "LinkCode"("expiresAt");

-- CreateIndex
CREATE INDEX "LinkCode_personId_idx" ON "LinkCode"("personId");

-- CreateIndex
CREATE INDEX "LinkTry_personId_triedAt_idx" ON "LinkTry"("personId", "triedAt");

-- CreateIndex
CREATE INDEX "ChannelLink_crewId_idx" ON "ChannelLink"("crewId");

-- CreateIndex
CREATE INDEX "ChannelLink_toChannelId_idx" ON "ChannelLink"("toChannelId");

-- CreateIndex
CREATE UNIQUE INDEX "InstallationLink_firstId_secondId_key" ON "InstallationLink"("firstId", "secondId");
