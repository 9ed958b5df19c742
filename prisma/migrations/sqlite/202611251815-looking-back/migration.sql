-- CreateTable
CREATE TABLE "Retro" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "ritualId" INTEGER,
    "day" TEXT NOT NULL,
    "phase" TEXT NOT NULL DEFAULT 'collect',
    "format" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "tokenKey" TEXT,
    "facilitatorId" INTEGER,
    "startedById" INTEGER NOT NULL,
    "endsAt" DATETIME,
    "since" DATETIME,
    "noActionReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "at" DATETIME NOT NULL,
    "closedAt" DATETIME,
    "peopleForgottenAt" DATETIME,
    "wordsForgottenAt" DATETIME,
    CONSTRAINT "Retro_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RetroPerson" (
    "retroId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "wrote" BOOLEAN NOT NULL DEFAULT false,
    "ready" BOOLEAN NOT NULL DEFAULT false,
    "voted" BOOLEAN NOT NULL DEFAULT false,
    "remindedAt" DATETIME,

    PRIMARY KEY ("retroId", "personId"),
    CONSTRAINT "RetroPerson_retroId_fkey" FOREIGN KEY ("retroId") REFERENCES "Retro" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RetroNote" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "retroId" INTEGER NOT NULL,
    "columnId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" INTEGER,
    "token" TEXT,
    "themeId" INTEGER,
    CONSTRAINT "RetroNote_retroId_fkey" FOREIGN KEY ("retroId") REFERENCES "Retro" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RetroNote_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "RetroTheme" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RetroTheme" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "retroId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "dots" INTEGER,
    CONSTRAINT "RetroTheme_retroId_fkey" FOREIGN KEY ("retroId") REFERENCES "Retro" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RetroDot" (
    "retroId" INTEGER NOT NULL,
    "themeId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("themeId", "personId"),
    CONSTRAINT "RetroDot_retroId_fkey" FOREIGN KEY ("retroId") REFERENCES "Retro" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RetroDot_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "RetroTheme" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RetroComment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "retroId" INTEGER NOT NULL,
    "themeId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" INTEGER,
    "token" TEXT,
    "at" DATETIME,
    CONSTRAINT "RetroComment_retroId_fkey" FOREIGN KEY ("retroId") REFERENCES "Retro" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RetroComment_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "RetroTheme" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Celebration" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "initiativeId" INTEGER,
    "of" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'drafted',
    "day" TEXT NOT NULL,
    "askedId" INTEGER,
    "words" JSONB NOT NULL,
    "announcedAt" DATETIME,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Celebration_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CelebrationReaction" (
    "celebrationId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "reaction" TEXT NOT NULL,

    PRIMARY KEY ("celebrationId", "personId", "reaction"),
    CONSTRAINT "CelebrationReaction_celebrationId_fkey" FOREIGN KEY ("celebrationId") REFERENCES "Celebration" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Kudos" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "crewId" INTEGER,
    "celebrationId" INTEGER,
    "fromId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "public" BOOLEAN NOT NULL DEFAULT true,
    "across" BOOLEAN NOT NULL DEFAULT false,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Kudos_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Kudos_celebrationId_fkey" FOREIGN KEY ("celebrationId") REFERENCES "Celebration" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "KudosReceiver" (
    "kudosId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    PRIMARY KEY ("kudosId", "personId"),
    CONSTRAINT "KudosReceiver_kudosId_fkey" FOREIGN KEY ("kudosId") REFERENCES "Kudos" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

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
    "writeIn" TEXT,
    "admin" BOOLEAN NOT NULL DEFAULT false,
    "finance" BOOLEAN NOT NULL DEFAULT false,
    "celebrated" BOOLEAN NOT NULL DEFAULT true,
    "anniversaries" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Person_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Person" ("admin", "awayFrom", "awayTo", "createdAt", "email", "fewerMessages", "finance", "id", "name", "organizationId", "workDays", "workFrom", "workTo", "writeIn", "zone") SELECT "admin", "awayFrom", "awayTo", "createdAt", "email", "fewerMessages", "finance", "id", "name", "organizationId", "workDays", "workFrom", "workTo", "writeIn", "zone" FROM "Person";
DROP TABLE "Person";
ALTER TABLE "new_Person" RENAME TO "Person";
CREATE INDEX "Person_organizationId_idx" ON "Person"("organizationId");
CREATE TABLE "new_Initiative" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'project',
    "methodology" TEXT NOT NULL DEFAULT 'hybrid',
    "phase" TEXT NOT NULL DEFAULT 'idea',
    "anniversaries" BOOLEAN NOT NULL DEFAULT false,
    "crewId" INTEGER,
    "steeringCrewId" INTEGER,
    "projectOwnerId" INTEGER,
    "productOwnerId" INTEGER,
    "sponsorId" INTEGER,
    "budgetFromId" INTEGER,
    "budget" BIGINT,
    "benefit" BIGINT,
    "currency" TEXT NOT NULL DEFAULT 'EUR',
    "burnPerDay" BIGINT,
    "planAt" TEXT,
    "startOn" TEXT,
    "proposedOn" TEXT,
    "acceptedOn" TEXT,
    "launchedOn" TEXT,
    "deliveredOn" TEXT,
    "realizedOn" TEXT,
    "outcomeCheckOn" TEXT,
    "createdById" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Initiative_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Initiative_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Initiative" ("acceptedOn", "benefit", "budget", "budgetFromId", "burnPerDay", "createdAt", "createdById", "crewId", "currency", "deliveredOn", "id", "key", "kind", "launchedOn", "methodology", "name", "organizationId", "outcomeCheckOn", "phase", "planAt", "productOwnerId", "projectOwnerId", "proposedOn", "realizedOn", "sponsorId", "startOn", "steeringCrewId", "updatedAt") SELECT "acceptedOn", "benefit", "budget", "budgetFromId", "burnPerDay", "createdAt", "createdById", "crewId", "currency", "deliveredOn", "id", "key", "kind", "launchedOn", "methodology", "name", "organizationId", "outcomeCheckOn", "phase", "planAt", "productOwnerId", "projectOwnerId", "proposedOn", "realizedOn", "sponsorId", "startOn", "steeringCrewId", "updatedAt" FROM "Initiative";
DROP TABLE "Initiative";
ALTER TABLE "new_Initiative" RENAME TO "Initiative";
CREATE INDEX "Initiative_crewId_idx" ON "Initiative"("crewId");
CREATE UNIQUE INDEX "Initiative_organizationId_key_key" ON "Initiative"("organizationId", "key");
CREATE TABLE "new_ActionItem" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "crewId" INTEGER,
    "initiativeId" INTEGER,
    "text" TEXT NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "dueOn" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "source" TEXT NOT NULL,
    "createdById" INTEGER NOT NULL,
    "doneAt" DATETIME,
    "overdueToldAt" DATETIME,
    "replanned" INTEGER NOT NULL DEFAULT 0,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ActionItem_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_ActionItem" ("at", "createdById", "crewId", "doneAt", "dueOn", "id", "initiativeId", "number", "organizationId", "ownerId", "reason", "source", "state", "text") SELECT "at", "createdById", "crewId", "doneAt", "dueOn", "id", "initiativeId", "number", "organizationId", "ownerId", "reason", "source", "state", "text" FROM "ActionItem";
DROP TABLE "ActionItem";
ALTER TABLE "new_ActionItem" RENAME TO "ActionItem";
CREATE INDEX "ActionItem_ownerId_state_idx" ON "ActionItem"("ownerId", "state");
CREATE INDEX "ActionItem_crewId_state_idx" ON "ActionItem"("crewId", "state");
CREATE UNIQUE INDEX "ActionItem_organizationId_number_key" ON "ActionItem"("organizationId", "number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
