package org.relais.platform.document;

/** Learns that a version of a document was published. */
public interface DocumentFollower {

    /**
     * Records, in the caller's transaction, that this version is wanted; older ones than known are passed over. It is fetched
     * afterwards, as often as needed, and takes the former one's place once it is here whole.
     */
    void follow(String key, long version, String digest);
}
