package org.relais.intake.vault;

import org.jspecify.annotations.Nullable;

/**
 * Where the channel a person used takes an answer. Contact data: it stands in the vault alone, and is given out at sending time.
 *
 * @param channel the channel's name, for example email
 * @param address the person's own address there
 * @param thread what an answer is put under: the mail's Message-ID, the conversation's id
 */
public record ReplyHandle(
        String channel, String address, @Nullable String thread) {

    public ReplyHandle {
        if ((channel + address + (thread == null ? "" : thread)).indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a reply handle's parts are one line each");
        }
    }

    String written() {
        return channel + "\n" + address + (thread == null ? "" : "\n" + thread);
    }

    static ReplyHandle read(String written) {
        String[] lines = written.split("\n", -1);
        return new ReplyHandle(lines[0], lines[1], lines.length > 2 ? lines[2] : null);
    }

    @Override
    public String toString() {
        return "ReplyHandle[" + channel + "]";
    }
}
