package org.relais.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {

    private static final Schema EVERYTHING = SchemaBuilder.record("org.example.Everything")
            .fields()
            .requiredBoolean("flag")
            .requiredInt("number")
            .requiredLong("big")
            .requiredFloat("near")
            .requiredDouble("exact")
            .requiredString("text")
            .requiredBytes("bytes")
            .name("fixed")
            .type()
            .fixed("Four")
            .size(4)
            .noDefault()
            .name("choice")
            .type()
            .enumeration("Choice")
            .symbols("A", "B")
            .noDefault()
            .name("list")
            .type()
            .array()
            .items()
            .stringType()
            .noDefault()
            .name("map")
            .type()
            .map()
            .values()
            .longType()
            .noDefault()
            .optionalString("maybe")
            .endRecord();

    private static final Schema NOTHING_OF_IT = SchemaBuilder.record("org.example.Everything")
            .fields()
            .optionalString("new")
            .endRecord();

    @Test
    void readsWhatAvroWritesAsAvroReadsIt() throws IOException {
        for (long seed = 0; seed < 500; seed++) {
            byte[] bytes = RandomRecords.plainAvro(new RandomRecords(seed).generic(EVERYTHING));
            RecordDecoder decoder = new RecordDecoder(bytes, 0);

            GenericRecord ours = new GenericDatumReader<GenericRecord>(EVERYTHING).read(null, decoder);

            GenericRecord avros = new GenericDatumReader<GenericRecord>(EVERYTHING)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
            assertThat(ours).as("seed %d", seed).isEqualTo(avros);
            assertThat(decoder.remaining()).as("seed %d", seed).isZero();
        }
    }

    @Test
    void believesNoManyBlocksOfItemsThatTakeNoBytes() throws IOException {
        Schema nothings = Schema.createArray(Schema.create(Schema.Type.NULL));
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(blocks, null);
        for (int block = 0; block < 1_000; block++) {
            encoder.writeLong(60_000);
        }
        encoder.writeLong(0);
        byte[] bytes = blocks.toByteArray();

        assertThatThrownBy(() -> new GenericDatumReader<Object>(nothings).read(null, new RecordDecoder(bytes, 0)))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessageContaining("a number of items");
        assertThatThrownBy(() -> GenericDatumReader.skip(nothings, new RecordDecoder(bytes, 0)))
                .isInstanceOf(AvroRuntimeException.class);
    }

    @Test
    void skipsWhatTheReaderDoesNotKnow() throws IOException {
        for (long seed = 0; seed < 500; seed++) {
            byte[] bytes = RandomRecords.plainAvro(new RandomRecords(seed).generic(EVERYTHING));
            RecordDecoder decoder = new RecordDecoder(bytes, 0);

            new GenericDatumReader<GenericRecord>(EVERYTHING, NOTHING_OF_IT).read(null, decoder);

            assertThat(decoder.remaining()).as("seed %d", seed).isZero();
        }
    }

    @Test
    void readsAndSkipsBlocksThatTellTheirSize() throws IOException {
        Schema list = SchemaBuilder.array().items().longType();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
        encoder.writeArrayStart();
        encoder.setItemCount(100);
        for (long i = 0; i < 100; i++) {
            encoder.startItem();
            encoder.writeLong(i * 1_000_003);
        }
        encoder.writeArrayEnd();
        encoder.flush();
        RecordDecoder read = new RecordDecoder(out.toByteArray(), 0);
        RecordDecoder skipped = new RecordDecoder(out.toByteArray(), 0);

        Object items = new GenericDatumReader<>(list).read(null, read);
        GenericDatumReader.skip(list, skipped);

        assertThat((Iterable<?>) items).hasSize(100);
        assertThat(read.remaining()).isZero();
        assertThat(skipped.remaining()).isZero();
    }

    @Test
    void neverReadsBeyondTheEndHoweverARecordIsCut() {
        byte[] bytes = RandomRecords.plainAvro(new RandomRecords(7).generic(EVERYTHING));

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> new GenericDatumReader<>(EVERYTHING).read(null, new RecordDecoder(cut, 0)))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void damagedBytesEndInAnErrorOrAnotherRecordAndNeverInAHugeAllocation() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = RandomRecords.plainAvro(new RandomRecords(i).generic(EVERYTHING));
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                new GenericDatumReader<>(EVERYTHING).read(null, new RecordDecoder(bytes, 0));
            } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }

    @Test
    void believesNoLengthThatTheRecordCannotHold() {
        byte[] twoBillionCharacters = written(encoder -> longs(encoder, Integer.MAX_VALUE - 8L));
        byte[] twoBillionItems = written(encoder -> longs(encoder, Integer.MAX_VALUE - 8L, 1));
        byte[] negativeLength = written(encoder -> longs(encoder, -5));
        byte[] endlessNumber = new byte[12];
        Arrays.fill(endlessNumber, (byte) 0xff);

        assertThatThrownBy(() -> new RecordDecoder(twoBillionCharacters, 0).readString())
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> new RecordDecoder(twoBillionItems, 0).readArrayStart())
                .isInstanceOf(AvroRuntimeException.class);
        assertThatThrownBy(() -> new RecordDecoder(twoBillionItems, 0).skipArray())
                .isInstanceOf(AvroRuntimeException.class);
        assertThatThrownBy(() -> new RecordDecoder(negativeLength, 0).readBytes(null))
                .isInstanceOf(AvroRuntimeException.class);
        assertThatThrownBy(() -> new RecordDecoder(endlessNumber, 0).readLong())
                .isInstanceOf(AvroRuntimeException.class);
    }

    private static byte[] written(Consumer<BinaryEncoder> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        content.accept(encoder);
        return out.toByteArray();
    }

    private static void longs(BinaryEncoder encoder, long... values) {
        try {
            for (long value : values) {
                encoder.writeLong(value);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
