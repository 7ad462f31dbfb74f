package org.relais.platform.inbox;

/** What is counted by itself: one request's events on one topic, or one key of a compacted topic. */
record StreamKey(String topic, String id) {}
