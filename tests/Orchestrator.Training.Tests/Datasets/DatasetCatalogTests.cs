using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Tests.Datasets;

public sealed class DatasetCatalogTests
{
    public static TheoryData<string> Names => [.. DatasetCatalog.Names];

    [Theory]
    [InlineData("titanic", 1309, 7, 2, 266)]
    [InlineData("penguins", 344, 6, 3, 19)]
    [InlineData("iris", 150, 4, 3, 0)]
    [InlineData("wine", 178, 13, 3, 0)]
    [InlineData("breast_cancer", 569, 30, 2, 0)]
    [InlineData("digits8x8", 1797, 64, 10, 0)]
    [InlineData("pima", 768, 8, 2, 0)]
    [InlineData("glass", 214, 9, 6, 0)]
    [InlineData("vote", 435, 16, 2, 392)]
    [InlineData("breast_recurrence", 286, 9, 2, 9)]
    [InlineData("breast_w", 699, 9, 2, 16)]
    [InlineData("titanic-published", 1309, 11, 2, 0)]
    [InlineData("titanic13-published", 1309, 13, 2, 0)]
    [InlineData("pima-published", 768, 8, 2, 0)]
    [InlineData("circles", 4000, 2, 2, 0)]
    [InlineData("f1", 4000, 2, 2, 0)]
    [InlineData("f2", 4000, 2, 2, 0)]
    [InlineData("f3", 4000, 2, 2, 0)]
    public void Built_in_data_set_has_its_published_size(string name, int rows, int columns, int classes, int missing)
    {
        var description = DatasetDescription.Of(DatasetCatalog.Load(name));

        Assert.Equal(rows, description.Rows);
        Assert.Equal((columns, classes), (description.Columns.Count, description.Classes.Count));
        Assert.Equal(missing, description.MissingCount);
    }

    [Theory]
    [InlineData("parabola", 1000, 1, 0.0, 0.25)]
    [InlineData("sine-surface", 1000, 2, -0.25, 0.5)]
    [InlineData("unit-circle", 300, 1, -1.0, 1.0)]
    [InlineData("sine-of-square", 1043, 1, -1.0, 1.0)]
    [InlineData("sine-of-square-noisy", 1043, 1, -1.9, 1.9)]
    public void Built_in_curve_has_its_size_and_numbers_in_its_range(
        string name, int rows, int columns, double least, double greatest)
    {
        var dataset = DatasetCatalog.Load(name);
        var description = DatasetDescription.Of(dataset);

        Assert.Equal((rows, columns, true), (dataset.Rows, dataset.Columns.Count, dataset.IsRegression));
        Assert.Contains(name, DatasetCatalog.Vocabulary.RegressionDatasets);
        Assert.All(dataset.Targets.ToArray(), target => Assert.InRange(target, least, greatest));
        Assert.Equal((0, null), (description.Classes.Count, description.MajorityShare));
        Assert.InRange(description.Numbers!.Mean, least, greatest);
    }

    [Fact]
    public void Points_of_a_curve_lie_on_it_and_test_rows_of_the_noisy_one_have_no_noise()
    {
        var (plain, noisy) = (DatasetCatalog.Load("sine-of-square"), DatasetCatalog.Load("sine-of-square-noisy"));
        var x = ((NumericColumn)plain.Columns[0]).Values.ToArray();
        var errors = noisy.Targets[..943].ToArray().Zip(x, (y, at) => y - Math.Sin(at * at)).ToArray();

        Assert.Equal([0, 0.01, 9.42], [x[0], x[1], x[942]]);
        Assert.All(plain.Targets.ToArray().Zip(x), row => Assert.Equal(Math.Sin(row.Second * row.Second), row.First, 1e-8));
        Assert.All(
            noisy.Targets[943..].ToArray().Zip(((NumericColumn)noisy.Columns[0]).Values[943..].ToArray()),
            row => Assert.Equal(Math.Sin(row.Second * row.Second), row.First, 1e-8));
        Assert.InRange(Math.Sqrt(errors.Average(error => error * error)), 0.18, 0.22);
        var circle = DatasetCatalog.Load("unit-circle");
        Assert.All(
            ((NumericColumn)circle.Columns[0]).Values.ToArray().Zip(circle.Targets.ToArray()),
            point => Assert.Equal(1, point.First * point.First + point.Second * point.Second, 1e-8));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Built_in_data_set_says_where_it_comes_from(string name)
    {
        var description = DatasetDescription.Of(DatasetCatalog.Load(name));

        Assert.Equal(name, description.Name);
        Assert.All(
            [description.Origin.Source, description.Origin.Licence, description.Origin.Description],
            text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Fact]
    public void Data_sets_have_hashes_of_their_own()
    {
        var hashes = DatasetCatalog.Names.Select(name => DatasetCatalog.Load(name).ContentHash).ToArray();

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Theory]
    [InlineData("f1", 0.449)]
    [InlineData("f2", 0.511)]
    [InlineData("f3", 0.562)]
    [InlineData("circles", 0.5105)]
    public void Generated_data_set_has_the_share_of_class_one_that_its_area_has(string name, double share)
    {
        var dataset = DatasetCatalog.Load(name);

        // Five standard deviations of 4000 draws are 0.04.
        Assert.InRange(dataset.ClassCounts()[1] / 4000.0, share - 0.04, share + 0.04);
        foreach (var column in dataset.Columns.Cast<NumericColumn>())
            Assert.All(column.Values.ToArray(), value => Assert.InRange(value, -50, 50));
    }

    [Fact]
    public void Titanic_description_shows_schema_and_class_balance()
    {
        var description = DatasetDescription.Of(DatasetCatalog.Load("titanic"));

        Assert.Equal("survived", description.Target);
        Assert.Equal([("0", 809), ("1", 500)], description.Classes.Select(one => (one.Name, one.Rows)));
        Assert.Equal(809 / 1309.0, description.MajorityShare!.Value, 12);
        Assert.Equal(["name", "ticket", "cabin", "boat", "body", "home.dest"], description.IgnoredColumns);
        var age = description.Columns.Single(column => column.Name == "age");
        Assert.Equal(
            (ColumnKind.Numeric, "standard", "iterative", 263),
            (age.Kind, age.Scaling, age.Imputation, age.MissingCount));
        Assert.Equal((0.1667, 80), (age.Least, age.Greatest));
        var embarked = description.Columns.Single(column => column.Name == "embarked");
        Assert.Equal((null, "own-level", 2), (embarked.Scaling, embarked.Imputation, embarked.MissingCount));
        Assert.Equal(["C", "Q", "S"], embarked.Levels);
    }

    [Fact]
    public void Ordered_levels_of_breast_recurrence_stand_in_their_order()
    {
        var sizes = (CategoryColumn)DatasetCatalog.Load("breast_recurrence").Columns[2];

        Assert.Equal(("tumor-size", ColumnKind.Ordinal), (sizes.Schema.Name, sizes.Schema.Kind));
        Assert.Equal(["0-4", "5-9", "10-14"], sizes.Levels.Take(3));
    }

    [Fact]
    public void Unknown_name_is_refused_with_the_names_there_are()
    {
        Assert.Null(DatasetCatalog.Find("titanik"));
        var error = Assert.Throws<DatasetException>(() => DatasetCatalog.Load("titanik"));

        Assert.Contains("'titanik'", error.Message);
        Assert.Contains("titanic, penguins", error.Message);
    }
}
