package io.outpost.api.place;

import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Request;

/**
 * A route that lists what there is of one place, page by page. It can also be read without a
 * client, so that what comes of many pages is what the pages are.
 */
public interface ListsOfPlace extends ReadRoute {

    /**
     * The page that the parameters of a request ask for.
     *
     * @throws io.outpost.api.web.ProblemException where the route refuses them
     */
    PageOfPlace page(Request request, Place place);
}
