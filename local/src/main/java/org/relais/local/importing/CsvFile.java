package org.relais.local.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file (RFC 4180), read row by row. */
final class CsvFile implements AutoCloseable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final CountedBytes bytes;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> columns;
    private long rows;

    CsvFile(Path file, CsvFormat format) throws IOException {
        this.file = file;
        this.bytes = new CountedBytes(Files.newInputStream(file));
        BufferedReader characters = new BufferedReader(new InputStreamReader(
                bytes,
                format.encoding()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        skipByteOrderMark(characters);
        this.reader = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(characters);
        this.records = reader.iterator();
        CsvRecord header = nextRecord();
        if (header == null) {
            throw new UnusableInput(Problem.of("import.empty-file", file));
        }
        this.columns = header.getFields().stream().map(String::strip).toList();
    }

    List<String> columns() {
        return columns;
    }

    /** The next row; null after the last. */
    @Nullable
    Row next() {
        CsvRecord csvRecord = nextRecord();
        return csvRecord == null ? null : new Row(++rows, csvRecord.getStartingLineNumber(), csvRecord.getFields());
    }

    long bytesRead() {
        return bytes.count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private @Nullable CsvRecord nextRecord() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException broken) {
            throw new UnusableInput(Problem.of("import.broken-csv", file, String.valueOf(broken.getMessage())));
        } catch (UncheckedIOException failed) {
            if (failed.getCause() instanceof CharacterCodingException) {
                throw new UnusableInput(Problem.of("import.wrong-encoding", file, bytes.count));
            }
            throw failed;
        }
    }

    private static void skipByteOrderMark(BufferedReader characters) throws IOException {
        characters.mark(1);
        if (characters.read() != BYTE_ORDER_MARK) {
            characters.reset();
        }
    }

    /** How far the file has been read, for the time that is left. */
    private static final class CountedBytes extends FilterInputStream {

        private volatile long count;

        CountedBytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
