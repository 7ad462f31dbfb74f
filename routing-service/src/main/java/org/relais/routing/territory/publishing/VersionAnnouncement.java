package org.relais.routing.territory.publishing;

/** Tells everybody which version is in force. */
public interface VersionAnnouncement {

    /** With the transaction it is called in. */
    void announce(String jurisdictionId, long version, String digest);

    /**
     * The last version that others may have been told of; 0 where there was none. It is above the last that is known here where the
     * database was restored from a copy.
     */
    long lastAnnounced(String jurisdictionId);
}
