using System.Text;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Tests.Datasets;

public sealed class CsvDatasetTests : IDisposable
{
    private readonly CsvFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Kinds_are_inferred_and_every_spelling_of_missing_is_read()
    {
        var dataset = _folder.Read("""
            size,colour,y
            1.5,red,yes
            ,NA,no
            NaN,?,yes
            -2e3,null,no
            nan,"",yes
            ?,blue,no
            """);

        var size = (NumericColumn)dataset.Columns[0];
        Assert.Equal([1.5, double.NaN, double.NaN, -2000, double.NaN, double.NaN], size.Values.ToArray());
        Assert.Equal((Scaling.Standard, Imputation.Median), (size.Schema.Scaling, size.Schema.Imputation));
        var colour = (CategoryColumn)dataset.Columns[1];
        Assert.Equal(["blue", "red"], colour.Levels);
        Assert.Equal([1, -1, -1, -1, -1, 0], colour.Codes.ToArray());
        Assert.Equal((ColumnKind.Categorical, Imputation.OwnLevel), (colour.Schema.Kind, colour.Schema.Imputation));
        Assert.Equal(["no", "yes"], dataset.Classes);
        Assert.Equal([1, 0, 1, 0, 1, 0], dataset.Labels.ToArray());
        Assert.Equal("data", dataset.Name);
    }

    [Fact]
    public void Overrides_decide_kind_scaling_and_imputation()
    {
        var dataset = _folder.Read(
            "zip,grade,id,y\n10,3-4,a,0\n9,10-12,b,1\n10,3-4,c,0\n",
            "y",
            new ColumnOverride("zip", ColumnKind.Categorical) { Imputation = "most-frequent" },
            new ColumnOverride("grade", ColumnKind.Ordinal) { Scaling = "min-max" },
            new ColumnOverride("id", ColumnKind.Ignored));

        var zip = (CategoryColumn)dataset.Columns[0];
        Assert.Equal((ColumnKind.Categorical, Imputation.MostFrequent), (zip.Schema.Kind, zip.Schema.Imputation));
        Assert.Equal(["9", "10"], zip.Levels);
        var grade = (CategoryColumn)dataset.Columns[1];
        Assert.Equal((ColumnKind.Ordinal, Scaling.MinMax), (grade.Schema.Kind, grade.Schema.Scaling));
        Assert.Equal(["3-4", "10-12"], grade.Levels);
        Assert.Equal(["id"], dataset.IgnoredColumns);
    }

    [Theory]
    [InlineData("a;b;y\n1;u;0\n2;v;1\n")]
    [InlineData("a\tb\ty\n1\tu\t0\n2\tv\t1\n")]
    [InlineData("a,b,y\r\n1,u,0\r\n2,v,1\r\n")]
    [InlineData("\uFEFFa,b,y\n\n1.0,\" u\",0\n,,\n+2, v ,1")]
    public void Separator_line_ends_quotes_and_spelling_of_numbers_do_not_change_the_hash(string content)
    {
        var plain = _folder.Read("a,b,y\n1,u,0\n2,v,1\n");

        Assert.Equal(plain.ContentHash, _folder.Read(content).ContentHash);
    }

    [Theory]
    [InlineData("a,b,y\n1,u,0\n2,v,0\n3,v,1\n")]
    [InlineData("a,b,y\n1,u,0\n3,v,1\n")]
    [InlineData("a,b,y\n1,u,1\n2,v,0\n")]
    [InlineData("a,b,y\n1,u,0\n2,w,1\n")]
    [InlineData("a,b,y\n1,u,0\n,v,1\n")]
    [InlineData("c,b,y\n1,u,0\n2,v,1\n")]
    [InlineData("a,b,y\n1,u,0\n2,v,2\n")]
    public void Any_other_value_or_name_changes_the_hash(string content)
    {
        var plain = _folder.Read("a,b,y\n1,u,0\n2,v,1\n");

        Assert.NotEqual(plain.ContentHash, _folder.Read(content).ContentHash);
    }

    [Fact]
    public void Schema_changes_the_hash_and_an_ignored_column_does_not()
    {
        const string Content = "a,b,y\n1,u,0\n2,v,1\n";
        var plain = _folder.Read(Content).ContentHash;

        var scaled = _folder.Read(Content, "y", new ColumnOverride("a", ColumnKind.Numeric) { Scaling = "none" });
        Assert.NotEqual(plain, scaled.ContentHash);
        var extended = _folder.Read(
            "a,z,b,y\n1,p,u,0\n2,q,v,1\n", "y", new ColumnOverride("z", ColumnKind.Ignored));
        Assert.Equal(plain, extended.ContentHash);
    }

    [Fact]
    public void Quoted_fields_may_hold_separators_quotes_and_line_breaks()
    {
        var dataset = _folder.Read("b,y\n\"p, \"\"q\"\"\nr\",0\ns,1\n");

        Assert.Equal(["p, \"q\"\nr", "s"], ((CategoryColumn)dataset.Columns[0]).Levels);
    }

    [Fact]
    public void Column_of_many_texts_is_used_where_it_is_said_to_be_categorical()
    {
        var lines = Enumerable.Range(0, 60).Select(row => $"name{row},{row % 2}");
        var content = "who,y\n" + string.Join('\n', lines);

        var error = Assert.Throws<DatasetException>(() => _folder.Read(content));
        Assert.Contains("column 'who' has 60 different texts in 60 rows", error.Message);
        Assert.Contains("'ignored'", error.Message);

        var dataset = _folder.Read(content, "y", new ColumnOverride("who", ColumnKind.Categorical));
        Assert.Equal(60, ((CategoryColumn)dataset.Columns[0]).Levels.Count);
    }

    [Fact]
    public void Embedded_titanic_read_as_a_file_of_the_users_needs_its_texts_to_be_ignored()
    {
        var (resource, assembly) = ("datasets/titanic.csv", typeof(TabularDataset).Assembly);
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);

        var error = Assert.Throws<DatasetException>(() => _folder.Read(reader.ReadToEnd(), "survived"));

        Assert.Equal(["'name'", "'ticket'", "'cabin'"], error.Problems.Select(problem => problem.Split(' ')[2]));
    }
}
