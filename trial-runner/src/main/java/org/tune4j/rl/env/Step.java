package org.tune4j.rl.env;

/**
 * What one action led to. The two ends are different facts: after {@code terminated} there is
 * nothing more to earn, while a {@code truncated} episode would have gone on.
 *
 * @param observation what is seen now; not changed any more by the environment
 * @param reward what the step earned
 * @param terminated whether the episode came to its own end
 * @param truncated whether it was cut off, by a time limit for example
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
public record Step(float[] observation, double reward, boolean terminated, boolean truncated) {}
