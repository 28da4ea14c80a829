package org.tune4j.rl.rollout;

import org.jspecify.annotations.Nullable;
import org.tune4j.rl.preprocess.FilterState;

/**
 * What a worker is asked to do: a number of steps, or a number of whole episodes.
 *
 * @param parameters what to act with; {@code null}: with the policy as it is
 * @param filter the statistics of observations to go on with; {@code null}: its own
 * @param steps in each environment; 0 when whole episodes are asked for
 * @param episodes whole episodes, begun anew; 0 when steps are asked for
 * @param explore whether to explore
 * @param step environment steps before, in the whole trial
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
public record SampleRequest(
    float @Nullable [] parameters,
    @Nullable FilterState filter,
    int steps,
    int episodes,
    boolean explore,
    long step) {}
