-- CreateEnum
CREATE TYPE "LinkNeed" AS ENUM ('once', 'both', 'admins');

-- CreateEnum
CREATE TYPE "LinkState" AS ENUM ('offered', 'linked', 'canceled', 'unlinked');

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "writeIn" "Platform";

-- CreateTable
CREATE TABLE "LinkCode" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "installationId" INTEGER NOT NULL,
    "channelId" INTEGER,
    "crewId" INTEGER,
    "salt" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "usedById" INTEGER,

    CONSTRAINT "LinkCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkTry" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "triedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LinkTry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChannelLink" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "fromChannelId" INTEGER NOT NULL,
    "toChannelId" INTEGER NOT NULL,
    "need" "LinkNeed" NOT NULL,
    "state" "LinkState" NOT NULL DEFAULT 'offered',
    "askedById" INTEGER NOT NULL,
    "typedById" INTEGER NOT NULL,
    "fromConfirmedById" INTEGER,
    "toConfirmedById" INTEGER,
    "offeredAt" TIMESTAMP(3) NOT NULL,
    "closesAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChannelLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InstallationLink" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "firstId" INTEGER NOT NULL,
    "secondId" INTEGER NOT NULL,
    "linkedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "InstallationLink_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "LinkCode" ADD CONSTRAINT "LinkCode_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkTry" ADD CONSTRAINT "LinkTry_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelLink" ADD CONSTRAINT "ChannelLink_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InstallationLink" ADD CONSTRAINT "InstallationLink_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
