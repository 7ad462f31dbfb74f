package org.relais.platform.document;

/**
 * A document as its owner published it.
 *
 * @param key what it is about, for example a jurisdiction
 * @param version the owner's version
 * @param digest the owner's digest of the content
 * @param json the content
 */
public record PublishedDocument(String key, long version, String digest, String json) {

    @Override
    public String toString() {
        return "PublishedDocument[key=" + key + ", version=" + version + ", digest=" + digest + "]";
    }
}
