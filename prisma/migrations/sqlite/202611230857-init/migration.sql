-- CreateTable
CREATE TABLE "Organization" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "Installation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Person" (
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
    "admin" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Person_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "installationId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "guest" BOOLEAN NOT NULL DEFAULT false,
    "lastActedAt" DATETIME,
    CONSTRAINT "Identity_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Identity_installationId_fkey" FOREIGN KEY ("installationId") REFERENCES "Installation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Crew" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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
    "startedAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Crew_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Member" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "crewId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "part" TEXT NOT NULL DEFAULT 'takesPart',
    "addedById" INTEGER NOT NULL,
    "toldAt" DATETIME,
    CONSTRAINT "Member_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Member_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "installationId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "crewId" INTEGER,
    CONSTRAINT "Channel_installationId_fkey" FOREIGN KEY ("installationId") REFERENCES "Installation" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Channel_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Ritual" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL,
    CONSTRAINT "Ritual_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Round" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "ritualId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "digestAt" DATETIME,
    "closesAt" DATETIME,
    "digestedAt" DATETIME,
    "closedAt" DATETIME,
    CONSTRAINT "Round_ritualId_fkey" FOREIGN KEY ("ritualId") REFERENCES "Ritual" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Participation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "roundId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'notYet',
    "askAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    "askedAt" DATETIME,
    "remindedAt" DATETIME,
    CONSTRAINT "Participation_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StandupAnswer" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "roundId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "skipped" BOOLEAN NOT NULL DEFAULT false,
    "parts" JSONB NOT NULL,
    "helper" TEXT NOT NULL DEFAULT 'nobody',
    "answeredAt" DATETIME NOT NULL,
    CONSTRAINT "StandupAnswer_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StandupDraft" (
    "roundId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    PRIMARY KEY ("roundId", "personId"),
    CONSTRAINT "StandupDraft_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Blocker" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "roundId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "needsPersonId" INTEGER,
    "helpedById" INTEGER,
    "openedAt" DATETIME NOT NULL,
    "resolvedAt" DATETIME,
    "resolvedById" INTEGER,
    "raisedAt" DATETIME
);

-- CreateTable
CREATE TABLE "SideQuestion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "askerId" INTEGER NOT NULL,
    "toSide" TEXT NOT NULL,
    "roundId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "answer" TEXT,
    "answeredById" INTEGER,
    "answeredAt" DATETIME
);

-- CreateTable
CREATE TABLE "CardVersion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "cardId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "channelId" INTEGER,
    "personId" INTEGER,
    "underId" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'due',
    "ref" TEXT,
    "platform" TEXT,
    "sentTo" JSONB,
    "sentVersion" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "ambiguous" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME NOT NULL,
    "leaseUntil" DATETIME,
    "sendingSince" DATETIME,
    "lastError" TEXT,
    CONSTRAINT "Delivery_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "CardVersion" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Delivery_underId_fkey" FOREIGN KEY ("underId") REFERENCES "CardVersion" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DayMessage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "sentAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "DayItem" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "cardKind" TEXT NOT NULL,
    "cardKey" TEXT NOT NULL,
    "prompt" BOOLEAN NOT NULL,
    "dayMessageId" INTEGER,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "DayItem_dayMessageId_fkey" FOREIGN KEY ("dayMessageId") REFERENCES "DayMessage" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Job" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "due" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "leaseUntil" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "doneAt" DATETIME
);

-- CreateTable
CREATE TABLE "SeenRequest" (
    "platform" TEXT NOT NULL,
    "once" TEXT NOT NULL,
    "seenAt" DATETIME NOT NULL,

    PRIMARY KEY ("platform", "once")
);

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "WebMessage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversation" TEXT NOT NULL,
    "account" TEXT,
    "underId" INTEGER,
    "mark" TEXT,
    "message" JSONB NOT NULL,
    "sentAt" DATETIME NOT NULL,
    "updatedAt" DATETIME
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
