package org.relais.local.importing;

import java.util.List;

/**
 * Numbers equal rows of a file, where nothing but the whole row tells them apart: each is a request of its own. A few bytes for each
 * row are all it remembers; two rows that look alike by chance merely get different numbers.
 */
final class Occurrences {

    private long[] rows = new long[1 << 12];
    private int[] counts = new int[rows.length];
    private int size;

    /** @return 1 for a row that was not seen before, 2 for its first equal, and so on */
    int of(List<String> fields) {
        if (++size > rows.length / 4 * 3) {
            grow();
        }
        long row = identity(fields);
        int slot = slot(rows, counts, row);
        rows[slot] = row;
        return ++counts[slot];
    }

    private void grow() {
        long[] moreRows = new long[rows.length * 2];
        int[] moreCounts = new int[moreRows.length];
        for (int i = 0; i < rows.length; i++) {
            if (counts[i] > 0) {
                int slot = slot(moreRows, moreCounts, rows[i]);
                moreRows[slot] = rows[i];
                moreCounts[slot] = counts[i];
            }
        }
        rows = moreRows;
        counts = moreCounts;
    }

    private static int slot(long[] rows, int[] counts, long row) {
        int slot = (int) (row & (rows.length - 1));
        while (counts[slot] > 0 && rows[slot] != row) {
            slot = (slot + 1) & (rows.length - 1);
        }
        return slot;
    }

    private static long identity(List<String> fields) {
        return Long.parseUnsignedLong(
                Filing.digest(String.join("\u001f", fields)).substring(0, 16), 16);
    }
}
