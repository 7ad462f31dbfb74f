package org.relais.routing.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One column of a block of rows: for every value, the rows whose cell names it, and the rows whose cell takes any. */
final class ColumnIndex {

    /** A value that more than one row in so many names is kept as a bitmap, a rarer one as a list of rows. */
    private static final int SPARSE = 64;

    private final long[] any;
    private final Map<String, long[]> dense = new HashMap<>();
    private final Map<String, int[]> sparse = new HashMap<>();

    private ColumnIndex(long[] any) {
        this.any = any;
    }

    /** Null where every row takes any value, so that the column needs no looking at. */
    static @Nullable ColumnIndex of(int rows, IntFunction<Set<String>> cell) {
        long[] any = new long[words(rows)];
        Map<String, List<Integer>> named = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            int number = row;
            Set<String> values = cell.apply(row);
            if (values.isEmpty()) {
                set(any, row);
            }
            values.forEach(value ->
                    named.computeIfAbsent(value, key -> new ArrayList<>()).add(number));
        }
        if (named.isEmpty()) {
            return null;
        }
        ColumnIndex index = new ColumnIndex(any);
        named.forEach((value, numbers) -> index.keep(value, numbers, rows));
        return index;
    }

    private void keep(String value, List<Integer> numbers, int rows) {
        if (numbers.size() * SPARSE < rows) {
            sparse.put(value, numbers.stream().mapToInt(Integer::intValue).toArray());
        } else {
            long[] bitmap = new long[words(rows)];
            numbers.forEach(row -> set(bitmap, row));
            dense.put(value, bitmap);
        }
    }

    /** Every row of so many. */
    static long[] all(int rows) {
        long[] bitmap = new long[words(rows)];
        Arrays.fill(bitmap, -1L);
        if ((rows & 63) != 0) {
            bitmap[bitmap.length - 1] = (1L << (rows & 63)) - 1;
        }
        return bitmap;
    }

    /** Takes out the rows whose cell names none of the given values. */
    void retain(long[] left, Collection<String> values) {
        long[] matching = any.clone();
        for (String value : values) {
            long[] bitmap = dense.get(value);
            if (bitmap != null) {
                for (int word = 0; word < matching.length; word++) {
                    matching[word] |= bitmap[word];
                }
            }
            int[] rows = sparse.get(value);
            if (rows != null) {
                for (int row : rows) {
                    set(matching, row);
                }
            }
        }
        for (int word = 0; word < left.length; word++) {
            left[word] &= matching[word];
        }
    }

    private static int words(int rows) {
        return (rows + 63) >>> 6;
    }

    private static void set(long[] bitmap, int row) {
        bitmap[row >>> 6] |= 1L << (row & 63);
    }
}
