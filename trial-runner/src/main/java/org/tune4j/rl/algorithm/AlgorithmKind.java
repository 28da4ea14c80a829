package org.tune4j.rl.algorithm;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.space.Config;

/**
 * One of the algorithms.
 *
 * @param name as users write it
 * @param settings its keys
 * @param asynchronous whether its workers sample while it learns, so that they need parameters of
 *     their own
 * @param policies what acts, from a resolved config
 * @param maker the algorithm, from a resolved config
 */
public record AlgorithmKind(
    String name,
    Settings settings,
    boolean asynchronous,
    Function<Config, PolicyMaker> policies,
    BiFunction<Config, Training, Algorithm> maker) {}
