namespace Orchestrator.Training.Datasets.Csv;

/// <summary>The fields of a CSV file as text.</summary>
/// <param name="File">The file as messages name it.</param>
/// <param name="Header">The column names, each once, none empty.</param>
/// <param name="Rows">The fields of each row that is not empty, trimmed, as many as the header has.</param>
/// <param name="Lines">The line that each row begins at, from 1.</param>
internal sealed record CsvTable(
    string File, IReadOnlyList<string> Header, IReadOnlyList<string[]> Rows, IReadOnlyList<int> Lines)
{
    /// <summary>The place of a field as messages name it.</summary>
    public string Place(int row, int column) => $"{File}:{Lines[row]}: column '{Header[column]}'";

    /// <summary>The position of a column; -1 where there is none of that name.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Header.Count; i++)
        {
            if (Header[i] == column)
                return i;
        }

        return -1;
    }
}
