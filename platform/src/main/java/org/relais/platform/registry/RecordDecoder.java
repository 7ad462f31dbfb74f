package org.relais.platform.registry;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro binary from a byte array and believes no length that the array can't hold: a damaged record must not make its
 * reader allocate gigabytes, as Avro's own decoder would.
 */
final class RecordDecoder extends Decoder {

    /** Items that take no bytes can outnumber the bytes that are left, but not by much. */
    private static final int EMPTY_ITEMS = 64 * 1024;

    private final byte[] bytes;
    private int position;
    /** In all arrays and maps so far. */
    private long items;

    RecordDecoder(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    int remaining() {
        return bytes.length - position;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        byte value = next();
        if (value != 0 && value != 1) {
            throw malformed("a boolean");
        }
        return value == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readLong();
        if (value != (int) value) {
            throw malformed("an int");
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        long zigzag = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte part = next();
            zigzag |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
        throw malformed("a long");
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat((int) littleEndian(4));
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble(littleEndian(8));
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        int length = length();
        Utf8 text = old == null ? new Utf8() : old;
        text.setByteLength(length);
        System.arraycopy(bytes, advance(length), text.getBytes(), 0, length);
        return text;
    }

    @Override
    public String readString() throws IOException {
        int length = length();
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        advance(length());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        int length = length();
        ByteBuffer buffer = old != null && old.capacity() >= length ? old.clear() : ByteBuffer.allocate(length);
        buffer.put(bytes, advance(length), length);
        return buffer.flip();
    }

    @Override
    public void skipBytes() throws IOException {
        advance(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, advance(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        advance(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return itemCount();
    }

    @Override
    public long arrayNext() throws IOException {
        return itemCount();
    }

    @Override
    public long skipArray() throws IOException {
        return skipItems();
    }

    @Override
    public long readMapStart() throws IOException {
        return itemCount();
    }

    @Override
    public long mapNext() throws IOException {
        return itemCount();
    }

    @Override
    public long skipMap() throws IOException {
        return skipItems();
    }

    private long itemCount() throws IOException {
        long count = readLong();
        if (count < 0) {
            // A negative count is followed by the block's size in bytes.
            count = -count;
            readLong();
        }
        return counted(count);
    }

    /** Items that take bytes are at most as many as the bytes, however many blocks they stand in. */
    private long counted(long count) {
        if (count < 0 || count > bytes.length + EMPTY_ITEMS - items) {
            throw malformed("a number of items");
        }
        items += count;
        return count;
    }

    /** Passes over blocks whose size is told; gives the count of the first that isn't, whose items must be passed one by one. */
    private long skipItems() throws IOException {
        long count = readLong();
        while (count < 0) {
            long size = readLong();
            if (size < 0 || size > remaining()) {
                throw malformed("a block's size");
            }
            advance((int) size);
            count = readLong();
        }
        return counted(count);
    }

    private int length() throws IOException {
        long length = readLong();
        if (length < 0) {
            throw malformed("a length");
        }
        if (length > remaining()) {
            throw new EOFException();
        }
        return (int) length;
    }

    private long littleEndian(int count) throws IOException {
        int start = advance(count);
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[start + i] & 0xffL;
        }
        return value;
    }

    private byte next() throws IOException {
        if (position >= bytes.length) {
            throw new EOFException();
        }
        return bytes[position++];
    }

    private int advance(int count) throws IOException {
        if (count > remaining()) {
            throw new EOFException();
        }
        int start = position;
        position += count;
        return start;
    }

    private AvroRuntimeException malformed(String what) {
        return new AvroRuntimeException("byte " + position + " can't belong to " + what);
    }
}
