-- AlterEnum
ALTER TYPE "DeliveryState" ADD VALUE 'held';

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "weeklyMost" INTEGER NOT NULL DEFAULT 10;

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "day" TEXT;

-- CreateIndex
CREATE INDEX "Delivery_personId_day_idx" ON "Delivery"("personId", "day");

-- CreateIndex
CREATE INDEX "Delivery_channelId_day_idx" ON "Delivery"("channelId", "day");
