package org.tune4j.tuner.grid;

import org.tune4j.tuner.place.Offer;

/**
 * What a member says of itself.
 *
 * @param id names it; no two members ever have the same
 * @param address where it is: what people call it
 * @param host the name of its machine
 * @param version the version of tune4j that it runs
 * @param offer what it offers to trials
 */
public record MemberCard(String id, String address, String host, String version, Offer offer) {}
