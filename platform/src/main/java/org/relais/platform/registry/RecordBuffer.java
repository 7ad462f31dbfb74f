package org.relais.platform.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;

/** Bytes of one record in the making, and the encoder that fills them; used again and again, by one thread at a time. */
final class RecordBuffer extends OutputStream {

    private static final int KEPT_LENGTH = 64 * 1024;

    private byte[] bytes = new byte[1024];
    private int length;
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(this, null);

    byte[] write(int id, Object datum, DatumWriter<Object> writer) throws IOException {
        length = WireFormat.HEADER_LENGTH;
        writer.write(datum, encoder);
        encoder.flush();
        WireFormat.writeHeader(bytes, id);
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void write(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    /**
     * A handful of buffers for any number of threads. A thread local would hold one for each of many thousand virtual threads;
     * here a thread takes the buffer of its slot, or a new one while another has it.
     */
    static final class Pool {

        private static final int SLOTS =
                Integer.highestOneBit(Math.max(1, Runtime.getRuntime().availableProcessors())) * 4;

        private final AtomicReferenceArray<RecordBuffer> slots = new AtomicReferenceArray<>(SLOTS);

        byte[] write(int id, Object datum, DatumWriter<Object> writer) throws IOException {
            int slot = (int) Thread.currentThread().threadId() & SLOTS - 1;
            RecordBuffer taken = slots.getAndSet(slot, null);
            RecordBuffer buffer = taken == null ? new RecordBuffer() : taken;
            byte[] written = buffer.write(id, datum, writer);
            if (buffer.bytes.length <= KEPT_LENGTH) {
                slots.set(slot, buffer);
            }
            return written;
        }
    }
}
