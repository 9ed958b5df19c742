-- CreateEnum
CREATE TYPE "MoveState" AS ENUM ('waiting', 'objected', 'done', 'left');

-- CreateEnum
CREATE TYPE "PromiseState" AS ENUM ('held', 'waiting', 'signed', 'refused');

-- CreateEnum
CREATE TYPE "SilenceState" AS ENUM ('told', 'asked', 'later', 'heard');

-- AlterTable
ALTER TABLE "Initiative" ADD COLUMN     "quietOn" TEXT,
ADD COLUMN     "quietProduct" TEXT,
ADD COLUMN     "quietProject" TEXT;

-- AlterTable
ALTER TABLE "Deliverable" ADD COLUMN     "chance" INTEGER,
ADD COLUMN     "unsigned" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "weighedOn" TEXT;

-- CreateTable
CREATE TABLE "AllocationMove" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "percent" INTEGER NOT NULL,
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT NOT NULL,
    "before" INTEGER NOT NULL,
    "byId" INTEGER NOT NULL,
    "state" "MoveState" NOT NULL DEFAULT 'waiting',
    "effectAt" TIMESTAMP(3) NOT NULL,
    "objection" TEXT,
    "objectedById" INTEGER,
    "settledById" INTEGER,
    "settledAt" TIMESTAMP(3),
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AllocationMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MoveRipple" (
    "moveId" INTEGER NOT NULL,
    "shifts" JSONB NOT NULL,
    "refused" TEXT,
    "computedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MoveRipple_pkey" PRIMARY KEY ("moveId")
);

-- CreateTable
CREATE TABLE "PromiseGuard" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "deliverableId" INTEGER NOT NULL,
    "promisedOn" TEXT NOT NULL,
    "promisedById" INTEGER,
    "state" "PromiseState" NOT NULL DEFAULT 'held',
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
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PromiseGuard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SideSilence" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "since" TEXT NOT NULL,
    "toldOn" TEXT NOT NULL,
    "state" "SilenceState" NOT NULL DEFAULT 'told',
    "byId" INTEGER,
    "on" TEXT,
    "answer" TEXT,
    "answeredById" INTEGER,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "SideSilence_pkey" PRIMARY KEY ("id")
);

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

-- AddForeignKey
ALTER TABLE "AllocationMove" ADD CONSTRAINT "AllocationMove_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AllocationMove" ADD CONSTRAINT "AllocationMove_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MoveRipple" ADD CONSTRAINT "MoveRipple_moveId_fkey" FOREIGN KEY ("moveId") REFERENCES "AllocationMove"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PromiseGuard" ADD CONSTRAINT "PromiseGuard_deliverableId_fkey" FOREIGN KEY ("deliverableId") REFERENCES "Deliverable"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SideSilence" ADD CONSTRAINT "SideSilence_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;
