package org.relais.platform.masking;

/** Where something personal stands in a text, and what takes its place. */
record Found(int start, int end, Mask mask) {}
