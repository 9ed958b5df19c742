-- CreateTable
CREATE TABLE "ChannelPerson" (
    "channelId" INTEGER NOT NULL,
    "identityId" INTEGER NOT NULL,

    PRIMARY KEY ("channelId", "identityId"),
    CONSTRAINT "ChannelPerson_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ChannelPerson_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ChannelPerson_identityId_idx" ON "ChannelPerson"("identityId");
