-- CreateEnum
CREATE TYPE "AssumptionState" AS ENUM ('holds', 'broken', 'dropped');

-- AlterTable
ALTER TABLE "Initiative" ADD COLUMN     "broken" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "brokenPercent" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Assumption" (
    "id" SERIAL NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "floor" DOUBLE PRECISION NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "valueOn" TEXT NOT NULL,
    "reviewOn" TEXT NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "percent" INTEGER,
    "state" "AssumptionState" NOT NULL DEFAULT 'holds',
    "createdById" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Assumption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssumptionReading" (
    "id" SERIAL NOT NULL,
    "assumptionId" INTEGER NOT NULL,
    "holds" BOOLEAN NOT NULL,
    "value" DOUBLE PRECISION,
    "why" TEXT,
    "day" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "percentBefore" INTEGER NOT NULL,
    "percentAfter" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AssumptionReading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Assumption_ownerId_idx" ON "Assumption"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Assumption_initiativeId_number_key" ON "Assumption"("initiativeId", "number");

-- CreateIndex
CREATE INDEX "AssumptionReading_assumptionId_idx" ON "AssumptionReading"("assumptionId");

-- AddForeignKey
ALTER TABLE "Assumption" ADD CONSTRAINT "Assumption_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssumptionReading" ADD CONSTRAINT "AssumptionReading_assumptionId_fkey" FOREIGN KEY ("assumptionId") REFERENCES "Assumption"("id") ON DELETE CASCADE ON UPDATE CASCADE;
