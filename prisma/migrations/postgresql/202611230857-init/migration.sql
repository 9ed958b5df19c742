-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('slack', 'teams', 'web');

-- CreateEnum
CREATE TYPE "Side" AS ENUM ('project', 'product', 'both');

-- CreateEnum
CREATE TYPE "Part" AS ENUM ('takesPart', 'follows', 'watches');

-- CreateEnum
CREATE TYPE "RitualKind" AS ENUM ('standup');

-- CreateEnum
CREATE TYPE "RoundState" AS ENUM ('planned', 'open', 'closed');

-- CreateEnum
CREATE TYPE "ParticipationState" AS ENUM ('notYet', 'asked', 'answered', 'skipped', 'away', 'missed', 'off');

-- CreateEnum
CREATE TYPE "DeliveryKind" AS ENUM ('announce', 'prompt', 'reminder', 'notice', 'urgent');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('due', 'sending', 'current', 'aside');

-- CreateEnum
CREATE TYPE "JobState" AS ENUM ('waiting', 'running', 'done', 'missed', 'failed');

-- CreateTable
CREATE TABLE "Organization" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "platform" "Platform" NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" SERIAL NOT NULL,
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
    "admin" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "installationId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "guest" BOOLEAN NOT NULL DEFAULT false,
    "lastActedAt" TIMESTAMP(3),

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Crew" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "workDays" TEXT NOT NULL DEFAULT '12345',
    "workFrom" TEXT NOT NULL DEFAULT '09:00',
    "workTo" TEXT NOT NULL DEFAULT '17:00',
    "country" TEXT,
    "projectLabel" TEXT NOT NULL DEFAULT 'Project',
    "productLabel" TEXT NOT NULL DEFAULT 'Product',
    "createdById" INTEGER NOT NULL,
    "startedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Crew_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "id" SERIAL NOT NULL,
    "crewId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "part" "Part" NOT NULL DEFAULT 'takesPart',
    "addedById" INTEGER NOT NULL,
    "toldAt" TIMESTAMP(3),

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "installationId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "crewId" INTEGER,

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ritual" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "kind" "RitualKind" NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL,

    CONSTRAINT "Ritual_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Round" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "ritualId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "state" "RoundState" NOT NULL DEFAULT 'planned',
    "digestAt" TIMESTAMP(3),
    "closesAt" TIMESTAMP(3),
    "digestedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Participation" (
    "id" SERIAL NOT NULL,
    "roundId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "state" "ParticipationState" NOT NULL DEFAULT 'notYet',
    "askAt" TIMESTAMP(3) NOT NULL,
    "closesAt" TIMESTAMP(3) NOT NULL,
    "askedAt" TIMESTAMP(3),
    "remindedAt" TIMESTAMP(3),

    CONSTRAINT "Participation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StandupAnswer" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "roundId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "skipped" BOOLEAN NOT NULL DEFAULT false,
    "parts" JSONB NOT NULL,
    "helper" TEXT NOT NULL DEFAULT 'nobody',
    "answeredAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "StandupAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StandupDraft" (
    "roundId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "StandupDraft_pkey" PRIMARY KEY ("roundId","personId")
);

-- CreateTable
CREATE TABLE "Blocker" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "roundId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "needsPersonId" INTEGER,
    "helpedById" INTEGER,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "resolvedAt" TIMESTAMP(3),
    "resolvedById" INTEGER,
    "raisedAt" TIMESTAMP(3),

    CONSTRAINT "Blocker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SideQuestion" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "askerId" INTEGER NOT NULL,
    "toSide" "Side" NOT NULL,
    "roundId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "answer" TEXT,
    "answeredById" INTEGER,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "SideQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CardVersion" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CardVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "cardId" INTEGER NOT NULL,
    "kind" "DeliveryKind" NOT NULL,
    "channelId" INTEGER,
    "personId" INTEGER,
    "underId" INTEGER,
    "state" "DeliveryState" NOT NULL DEFAULT 'due',
    "ref" TEXT,
    "platform" "Platform",
    "sentTo" JSONB,
    "sentVersion" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "ambiguous" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "leaseUntil" TIMESTAMP(3),
    "sendingSince" TIMESTAMP(3),
    "lastError" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DayMessage" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "sentAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DayMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DayItem" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "cardKind" TEXT NOT NULL,
    "cardKey" TEXT NOT NULL,
    "prompt" BOOLEAN NOT NULL,
    "dayMessageId" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DayItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Job" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "due" TIMESTAMP(3) NOT NULL,
    "state" "JobState" NOT NULL DEFAULT 'waiting',
    "leaseUntil" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SeenRequest" (
    "platform" TEXT NOT NULL,
    "once" TEXT NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SeenRequest_pkey" PRIMARY KEY ("platform","once")
);

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "WebMessage" (
    "id" SERIAL NOT NULL,
    "conversation" TEXT NOT NULL,
    "account" TEXT,
    "underId" INTEGER,
    "mark" TEXT,
    "message" JSONB NOT NULL,
    "sentAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3),

    CONSTRAINT "WebMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Installation_platform_externalId_key" ON "Installation"("platform", "externalId");

-- CreateIndex
CREATE INDEX "Person_organizationId_idx" ON "Person"("organizationId");

-- CreateIndex
CREATE INDEX "Identity_personId_idx" ON "Identity"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_installationId_externalId_key" ON "Identity"("installationId", "externalId");

-- CreateIndex
CREATE INDEX "Crew_organizationId_idx" ON "Crew"("organizationId");

-- CreateIndex
CREATE INDEX "Member_personId_idx" ON "Member"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Member_crewId_personId_key" ON "Member"("crewId", "personId");

-- CreateIndex
CREATE INDEX "Channel_crewId_idx" ON "Channel"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_installationId_externalId_key" ON "Channel"("installationId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Ritual_crewId_kind_key" ON "Ritual"("crewId", "kind");

-- CreateIndex
CREATE INDEX "Round_crewId_idx" ON "Round"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Round_ritualId_day_key" ON "Round"("ritualId", "day");

-- CreateIndex
CREATE INDEX "Participation_personId_idx" ON "Participation"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Participation_roundId_personId_key" ON "Participation"("roundId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "StandupAnswer_roundId_personId_key" ON "StandupAnswer"("roundId", "personId");

-- CreateIndex
CREATE INDEX "Blocker_crewId_resolvedAt_idx" ON "Blocker"("crewId", "resolvedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Blocker_crewId_number_key" ON "Blocker"("crewId", "number");

-- CreateIndex
CREATE INDEX "SideQuestion_crewId_answeredAt_idx" ON "SideQuestion"("crewId", "answeredAt");

-- CreateIndex
CREATE UNIQUE INDEX "CardVersion_kind_key_key" ON "CardVersion"("kind", "key");

-- CreateIndex
CREATE INDEX "Delivery_state_dueAt_idx" ON "Delivery"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Delivery_cardId_idx" ON "Delivery"("cardId");

-- CreateIndex
CREATE INDEX "DayMessage_personId_idx" ON "DayMessage"("personId");

-- CreateIndex
CREATE INDEX "DayItem_cardKind_cardKey_idx" ON "DayItem"("cardKind", "cardKey");

-- CreateIndex
CREATE UNIQUE INDEX "DayItem_personId_cardKind_cardKey_key" ON "DayItem"("personId", "cardKind", "cardKey");

-- CreateIndex
CREATE INDEX "Job_state_due_idx" ON "Job"("state", "due");

-- CreateIndex
CREATE UNIQUE INDEX "Job_name_key_key" ON "Job"("name", "key");

-- CreateIndex
CREATE UNIQUE INDEX "WebMessage_mark_key" ON "WebMessage"("mark");

-- CreateIndex
CREATE INDEX "WebMessage_conversation_idx" ON "WebMessage"("conversation");

-- AddForeignKey
ALTER TABLE "Installation" ADD CONSTRAINT "Installation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_installationId_fkey" FOREIGN KEY ("installationId") REFERENCES "Installation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Crew" ADD CONSTRAINT "Crew_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_installationId_fkey" FOREIGN KEY ("installationId") REFERENCES "Installation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ritual" ADD CONSTRAINT "Ritual_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_ritualId_fkey" FOREIGN KEY ("ritualId") REFERENCES "Ritual"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Participation" ADD CONSTRAINT "Participation_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandupAnswer" ADD CONSTRAINT "StandupAnswer_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandupDraft" ADD CONSTRAINT "StandupDraft_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "CardVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_underId_fkey" FOREIGN KEY ("underId") REFERENCES "CardVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DayItem" ADD CONSTRAINT "DayItem_dayMessageId_fkey" FOREIGN KEY ("dayMessageId") REFERENCES "DayMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;
