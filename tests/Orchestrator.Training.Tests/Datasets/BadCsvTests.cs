using System.Text;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Tests.Datasets;

public sealed class BadCsvTests : IDisposable
{
    private const string Allowed = "allowed: a finite number, or missing (empty, NA, NaN, ?, null)";

    private readonly CsvFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "data.csv: the file is empty")]
    [InlineData(" \n\n", "data.csv: the file is empty")]
    [InlineData("a,y\n", "data.csv: no rows are left below the header")]
    [InlineData("a,y\n,\n\n , \n", "data.csv: no rows are left below the header")]
    [InlineData("a,b\n1,2\n", "data.csv: there is no column 'y' to predict; there are: a, b")]
    [InlineData("a,y\n1,0\n2,0\n", "data.csv: column 'y' has one class, '0', in all rows")]
    [InlineData("y\n1\n2\n", "data.csv: no column is left to learn from")]
    [InlineData("a,y\n1,0\n2\n3,1\n", "data.csv:3: 1 fields; the header has 2")]
    [InlineData("a,y\n1,0\n2,1,9\n", "data.csv:3: 3 fields; the header has 2")]
    [InlineData("a,y\n1,0\n\n2,NaN\n3,1\n", "data.csv:4: column 'y': class 'NaN' counts as missing")]
    [InlineData("a,y\n1,0\n2,inf\n3,1\n", "data.csv:3: column 'y': 'inf' is infinite")]
    [InlineData("a,y\n1,0\n-inf,1\n", "data.csv:3: column 'a': '-inf' is infinite; allowed: a finite number")]
    [InlineData("a,y\n1,0\n1e999,1\n", "data.csv:3: column 'a': '1e999' is infinite")]
    [InlineData("a,a,y\n1,2,0\n2,3,1\n", "data.csv:1: the header has 2 columns named 'a'")]
    [InlineData("a,,y\n1,2,0\n2,3,1\n", "data.csv:1: column 2 has no name")]
    [InlineData("a,b,y\n1,,0\n2,NA,1\n", "data.csv: column 'b' has no value in any row")]
    [InlineData("a,y\n1,0\n\"2,1\n", "data.csv:3: a quotation mark opens a field and is never closed")]
    [InlineData("a,y\n1,0\n\"2\"x,1\n", "data.csv:3: text behind a closing quotation mark")]
    [InlineData("a,y\n1,0\n2\"x,1\n", "data.csv:3: a quotation mark within an unquoted field")]
    [InlineData("a,y\n\"1\n2\",0\n3,1,\n", "data.csv:4: 3 fields; the header has 2")]
    public void Bad_file_is_refused_with_file_line_and_column(string content, string expected)
    {
        var error = Assert.Throws<DatasetException>(() => _folder.Read(content));

        Assert.StartsWith(expected, error.Problems[0]);
        Assert.Single(error.Problems);
    }

    [Fact]
    public void Text_in_a_column_said_to_be_numeric_is_named()
    {
        var numeric = new ColumnOverride("a", ColumnKind.Numeric);

        var error = Assert.Throws<DatasetException>(() => _folder.Read("a,y\n1,0\nx1,1\n\n1.2.3,0\n", "y", numeric));

        Assert.Equal(
            [
                $"data.csv:3: column 'a': 'x1' is not a number; {Allowed}",
                $"data.csv:5: column 'a': '1.2.3' is not a number; {Allowed}",
            ],
            error.Problems);
    }

    [Fact]
    public void Stray_text_in_a_column_of_many_numbers_is_named_and_not_taken_for_a_level()
    {
        var lines = Enumerable.Range(0, 100).Select(row => row == 41 ? "n/a,1" : $"{row * 0.5},{row % 2}");

        var error = Assert.Throws<DatasetException>(() => _folder.Read("a,y\n" + string.Join('\n', lines)));

        Assert.StartsWith("data.csv:43: column 'a': 'n/a' is not a number", Assert.Single(error.Problems));
    }

    [Fact]
    public void Problems_of_a_file_are_listed_together_and_at_most_twenty()
    {
        var bad = string.Join('\n', Enumerable.Range(0, 30).Select(row => $"x,{row % 2}"));
        var numeric = new ColumnOverride("a", ColumnKind.Numeric);

        var error = Assert.Throws<DatasetException>(() => _folder.Read("a,y\n" + bad, "y", numeric));

        Assert.Equal(21, error.Problems.Count);
        Assert.StartsWith("data.csv:21:", error.Problems[19]);
        Assert.Equal("and 10 more problems of these kinds", error.Problems[20]);
        Assert.Equal(error.Problems, error.Message.Split('\n'));
    }

    [Fact]
    public void Faulty_overrides_are_listed_together()
    {
        var error = Assert.Throws<DatasetException>(() => _folder.Read(
            "a,b,y\n1,u,0\n2,v,1\n",
            "y",
            new ColumnOverride("a", ColumnKind.Numeric) { Scaling = "standart", Imputation = "own-level" },
            new ColumnOverride("b", ColumnKind.Ordinal) { Imputation = "iterative" }));
        Assert.Equal(
            [
                "data.csv: column 'a': scaling 'standart'; allowed: standard, min-max, none",
                "data.csv: column 'a': imputation 'own-level'; "
                + "allowed if numeric: median, mean, most-frequent, iterative",
                "data.csv: column 'b': imputation 'iterative'; allowed if ordinal: median, mean, most-frequent",
            ],
            error.Problems);

        var names = Assert.Throws<DatasetException>(() => _folder.Read(
            "a,b,y\n1,u,0\n2,v,1\n",
            "y",
            new ColumnOverride("c", ColumnKind.Numeric),
            new ColumnOverride("y", ColumnKind.Numeric),
            new ColumnOverride("a", ColumnKind.Numeric),
            new ColumnOverride("a", ColumnKind.Ignored)));
        Assert.Equal(
            [
                "data.csv: there is no column 'c'; there are: a, b, y",
                "data.csv: column 'y' is the target; it cannot be described as a feature",
                "data.csv: column 'a' is described twice",
            ],
            names.Problems);
    }

    [Fact]
    public void Target_with_a_value_for_each_row_is_no_class()
    {
        var lines = Enumerable.Range(0, 80).Select(row => $"{row % 7},{row * 1.5}");

        var error = Assert.Throws<DatasetException>(() => _folder.Read("a,y\n" + string.Join('\n', lines)));

        Assert.Equal(
            "data.csv: column 'y' has 80 different numbers in 80 rows, such as '0': no classes, it seems; add 'task: "
            + "regression' to the data set to predict the number",
            Assert.Single(error.Problems));
    }

    [Fact]
    public void Target_of_some_different_numbers_that_are_not_whole_is_no_class()
    {
        var lines = Enumerable.Range(0, 210).Select(row => $"{row % 7},{row % 21 * 0.5:0.0}");

        var error = Assert.Throws<DatasetException>(() => _folder.Read("a,y\n" + string.Join('\n', lines)));

        Assert.StartsWith("data.csv: column 'y' has 21 different numbers in 210 rows", Assert.Single(error.Problems));
    }

    [Fact]
    public void Target_of_many_texts_is_no_class_and_no_number_either()
    {
        var lines = Enumerable.Range(0, 80).Select(row => $"{row % 7},name{row}");

        var error = Assert.Throws<DatasetException>(() => _folder.Read("a,y\n" + string.Join('\n', lines)));

        Assert.EndsWith("no classes, it seems; the target must be a class", Assert.Single(error.Problems));
    }

    [Theory]
    [InlineData("a,y\n1,0.5\n2,\n3,x\n4,inf\n", new[]
    {
        "data.csv:3: column 'y': '' counts as missing; every row needs a number",
        "data.csv:4: column 'y': 'x' is not a finite number; the target is to be one",
        "data.csv:5: column 'y': 'inf' is not a finite number; the target is to be one",
    })]
    [InlineData("a,y\n1,0.5\n2,0.50\n", new[]
    {
        "data.csv: column 'y' is '0.5' in all rows; at least 2 different numbers are needed",
    })]
    public void Bad_numeric_target_is_refused_with_file_line_and_column(string content, string[] expected)
    {
        var error = Assert.Throws<DatasetException>(() => _folder.ReadNumbers(content));

        Assert.Equal(expected, error.Problems);
    }

    [Fact]
    public void Binary_file_is_refused()
    {
        var zero = Assert.Throws<DatasetException>(() => _folder.Read([0x89, 0x50, 0x00, 0x0a]));
        Assert.Contains("data.csv: byte 3 is zero: not a text file", zero.Message);

        var latin = Assert.Throws<DatasetException>(() => _folder.Read([.. "a,y\n1,0\n"u8, 0xE9, .. ",1\n"u8]));
        Assert.Contains("data.csv:3: this is not UTF-8 text", latin.Message);
    }

    [Fact]
    public void Random_bytes_are_never_anything_but_a_data_set_exception()
    {
        var sequence = new Training.Randomness.PhiloxSequence(1, 2);
        var alphabet = Encoding.UTF8.GetBytes("a1,;\n\r\"\ty?0.");
        for (var round = 0; round < 500; round++)
        {
            var content = new byte[sequence.NextInt(60)];
            for (var i = 0; i < content.Length; i++)
                content[i] = round % 5 == 0 ? (byte)sequence.NextInt(256) : alphabet[sequence.NextInt(alphabet.Length)];

            var error = Record.Exception(() => _folder.Read(content));

            Assert.True(error is null or DatasetException, $"round {round}: {error}");
        }
    }

    [Fact]
    public void Missing_file_and_folder_are_named()
    {
        var missing = Assert.Throws<DatasetException>(() => _folder.Resolve("y"));
        Assert.StartsWith("data.csv: there is no such file", missing.Message);

        Directory.CreateDirectory(Path.Combine(_folder.Path, CsvFolder.File));
        var folder = Assert.Throws<DatasetException>(() => _folder.Resolve("y"));
        Assert.StartsWith("data.csv: this is a folder", folder.Message);
    }
}
