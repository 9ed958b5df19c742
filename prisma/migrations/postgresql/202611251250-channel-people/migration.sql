-- CreateTable
CREATE TABLE "ChannelPerson" (
    "channelId" INTEGER NOT NULL,
    "identityId" INTEGER NOT NULL,

    CONSTRAINT "ChannelPerson_pkey" PRIMARY KEY ("channelId","identityId")
);

-- CreateIndex
CREATE INDEX "ChannelPerson_identityId_idx" ON "ChannelPerson"("identityId");

-- AddForeignKey
ALTER TABLE "ChannelPerson" ADD CONSTRAINT "ChannelPerson_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelPerson" ADD CONSTRAINT "ChannelPerson_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity"("id") ON DELETE CASCADE ON UPDATE CASCADE;
