package io.outpost.api.series;

import io.outpost.api.web.Page;
import io.outpost.core.model.ModelQuantity;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts buckets together from the hours that the models have stepped in them; others are absent. The
 * hours are whole: what they do not cover was not stepped.
 */
final class ModelBuckets {

    private final ModelHourStore hours;

    ModelBuckets(ModelHourStore hours) {
        this.hours = hours;
    }

    Page<Point> page(BucketQuery<ModelQuantity> query) {
        return PaneBuckets.page(
                query,
                Tier.HOUR,
                (part, most) -> hours.hours(query.placeId(), part, query.quantities(), most),
                (bucket, sum) -> point(bucket, sum, query.quantities()));
    }

    private static Point point(Bucket bucket, PaneSum sum, Set<ModelQuantity> quantities) {
        Map<String, Value> values = new TreeMap<>();
        for (ModelQuantity quantity : quantities) {
            String name = quantity.columnName();
            values.put(name, Value.averaged(sum.stats(name)));
        }
        return new Point(
                bucket.start(),
                bucket.end(),
                null,
                sum.coverage(bucket.seconds()),
                values,
                sum.asOf(),
                sum.revision());
    }
}
