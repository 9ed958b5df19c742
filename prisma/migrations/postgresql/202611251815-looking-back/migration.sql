-- CreateEnum
CREATE TYPE "RetroPhase" AS ENUM ('collect', 'group', 'vote', 'discuss', 'act', 'closed', 'skipped');

-- CreateEnum
CREATE TYPE "CelebrationOf" AS ENUM ('milestone', 'delivered', 'realized', 'baseline', 'anniversary');

-- CreateEnum
CREATE TYPE "CelebrationState" AS ENUM ('drafted', 'announced', 'declined', 'lapsed');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "RitualKind" ADD VALUE 'retro';
ALTER TYPE "RitualKind" ADD VALUE 'kudos';

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "anniversaries" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "celebrated" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "Initiative" ADD COLUMN     "anniversaries" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "ActionItem" ADD COLUMN     "overdueToldAt" TIMESTAMP(3),
ADD COLUMN     "replanned" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Retro" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "ritualId" INTEGER,
    "day" TEXT NOT NULL,
    "phase" "RetroPhase" NOT NULL DEFAULT 'collect',
    "format" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "tokenKey" TEXT,
    "facilitatorId" INTEGER,
    "startedById" INTEGER NOT NULL,
    "endsAt" TIMESTAMP(3),
    "since" TIMESTAMP(3),
    "noActionReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "peopleForgottenAt" TIMESTAMP(3),
    "wordsForgottenAt" TIMESTAMP(3),

    CONSTRAINT "Retro_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RetroPerson" (
    "retroId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "wrote" BOOLEAN NOT NULL DEFAULT false,
    "ready" BOOLEAN NOT NULL DEFAULT false,
    "voted" BOOLEAN NOT NULL DEFAULT false,
    "remindedAt" TIMESTAMP(3),

    CONSTRAINT "RetroPerson_pkey" PRIMARY KEY ("retroId","personId")
);

-- CreateTable
CREATE TABLE "RetroNote" (
    "id" TEXT NOT NULL,
    "retroId" INTEGER NOT NULL,
    "columnId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" INTEGER,
    "token" TEXT,
    "themeId" INTEGER,

    CONSTRAINT "RetroNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RetroTheme" (
    "id" SERIAL NOT NULL,
    "retroId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "dots" INTEGER,

    CONSTRAINT "RetroTheme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RetroDot" (
    "retroId" INTEGER NOT NULL,
    "themeId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RetroDot_pkey" PRIMARY KEY ("themeId","personId")
);

-- CreateTable
CREATE TABLE "RetroComment" (
    "id" TEXT NOT NULL,
    "retroId" INTEGER NOT NULL,
    "themeId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" INTEGER,
    "token" TEXT,
    "at" TIMESTAMP(3),

    CONSTRAINT "RetroComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Celebration" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "initiativeId" INTEGER,
    "of" "CelebrationOf" NOT NULL,
    "key" TEXT NOT NULL,
    "state" "CelebrationState" NOT NULL DEFAULT 'drafted',
    "day" TEXT NOT NULL,
    "askedId" INTEGER,
    "words" JSONB NOT NULL,
    "announcedAt" TIMESTAMP(3),
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Celebration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CelebrationReaction" (
    "celebrationId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "reaction" TEXT NOT NULL,

    CONSTRAINT "CelebrationReaction_pkey" PRIMARY KEY ("celebrationId","personId","reaction")
);

-- CreateTable
CREATE TABLE "Kudos" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER,
    "celebrationId" INTEGER,
    "fromId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "public" BOOLEAN NOT NULL DEFAULT true,
    "across" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Kudos_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KudosReceiver" (
    "kudosId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    CONSTRAINT "KudosReceiver_pkey" PRIMARY KEY ("kudosId","personId")
);

-- CreateIndex
CREATE INDEX "Retro_crewId_idx" ON "Retro"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Retro_organizationId_number_key" ON "Retro"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Retro_ritualId_day_key" ON "Retro"("ritualId", "day");

-- CreateIndex
CREATE INDEX "RetroPerson_personId_idx" ON "RetroPerson"("personId");

-- CreateIndex
CREATE INDEX "RetroNote_retroId_idx" ON "RetroNote"("retroId");

-- CreateIndex
CREATE INDEX "RetroNote_themeId_idx" ON "RetroNote"("themeId");

-- CreateIndex
CREATE INDEX "RetroTheme_retroId_idx" ON "RetroTheme"("retroId");

-- CreateIndex
CREATE INDEX "RetroDot_retroId_personId_idx" ON "RetroDot"("retroId", "personId");

-- CreateIndex
CREATE INDEX "RetroComment_themeId_idx" ON "RetroComment"("themeId");

-- CreateIndex
CREATE INDEX "Celebration_crewId_idx" ON "Celebration"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Celebration_organizationId_key_key" ON "Celebration"("organizationId", "key");

-- CreateIndex
CREATE INDEX "CelebrationReaction_personId_idx" ON "CelebrationReaction"("personId");

-- CreateIndex
CREATE INDEX "Kudos_organizationId_idx" ON "Kudos"("organizationId");

-- CreateIndex
CREATE INDEX "Kudos_crewId_at_idx" ON "Kudos"("crewId", "at");

-- CreateIndex
CREATE INDEX "Kudos_fromId_idx" ON "Kudos"("fromId");

-- CreateIndex
CREATE INDEX "KudosReceiver_personId_idx" ON "KudosReceiver"("personId");

-- AddForeignKey
ALTER TABLE "Retro" ADD CONSTRAINT "Retro_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RetroPerson" ADD CONSTRAINT "RetroPerson_retroId_fkey" FOREIGN KEY ("retroId") REFERENCES "Retro"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RetroNote" ADD CONSTRAINT "RetroNote_retroId_fkey" FOREIGN KEY ("retroId") REFERENCES "Retro"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RetroNote" ADD CONSTRAINT "RetroNote_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "RetroTheme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RetroTheme" ADD CONSTRAINT "RetroTheme_retroId_fkey" FOREIGN KEY ("retroId") REFERENCES "Retro"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RetroDot" ADD CONSTRAINT "RetroDot_retroId_fkey" FOREIGN KEY ("retroId") REFERENCES "Retro"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RetroDot" ADD CONSTRAINT "RetroDot_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "RetroTheme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RetroComment" ADD CONSTRAINT "RetroComment_retroId_fkey" FOREIGN KEY ("retroId") REFERENCES "Retro"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RetroComment" ADD CONSTRAINT "RetroComment_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "RetroTheme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Celebration" ADD CONSTRAINT "Celebration_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CelebrationReaction" ADD CONSTRAINT "CelebrationReaction_celebrationId_fkey" FOREIGN KEY ("celebrationId") REFERENCES "Celebration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Kudos" ADD CONSTRAINT "Kudos_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Kudos" ADD CONSTRAINT "Kudos_celebrationId_fkey" FOREIGN KEY ("celebrationId") REFERENCES "Celebration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KudosReceiver" ADD CONSTRAINT "KudosReceiver_kudosId_fkey" FOREIGN KEY ("kudosId") REFERENCES "Kudos"("id") ON DELETE CASCADE ON UPDATE CASCADE;
